using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Engine.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AlterationsAndPause : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Elsa_AlterationJobs",
                columns: table => new
                {
                    PlanId = table.Column<string>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: false),
                    Log = table.Column<string>(type: "TEXT", nullable: true),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Elsa_AlterationJobs", x => new { x.PlanId, x.InstanceId });
                }
            );

            migrationBuilder.CreateTable(
                name: "Elsa_AlterationPlans",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Request = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    CompletedAt = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Elsa_AlterationPlans", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Elsa_Pauses",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Elsa_Pauses", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_AlterationPlans_CompletedAt",
                table: "Elsa_AlterationPlans",
                column: "CompletedAt"
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Elsa_AlterationJobs");

            migrationBuilder.DropTable(name: "Elsa_AlterationPlans");

            migrationBuilder.DropTable(name: "Elsa_Pauses");
        }
    }
}
