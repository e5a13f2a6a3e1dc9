using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Engine.Migrations.Postgres
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
                    PlanId = table.Column<string>(type: "text", nullable: false),
                    InstanceId = table.Column<string>(type: "text", nullable: false),
                    Status = table.Column<string>(type: "text", nullable: false),
                    Log = table.Column<string>(type: "text", nullable: true),
                    CompletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
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
                    Id = table.Column<string>(type: "text", nullable: false),
                    Request = table.Column<string>(type: "text", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CompletedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
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
                    Id = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: true),
                    By = table.Column<string>(type: "text", nullable: true),
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
