using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Engine.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EarlyStimuli : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Elsa_EarlyStimuli",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    InstanceId = table.Column<string>(type: "text", nullable: true),
                    BookmarkId = table.Column<string>(type: "text", nullable: true),
                    CorrelationId = table.Column<string>(type: "text", nullable: true),
                    Input = table.Column<string>(type: "text", nullable: true),
                    Properties = table.Column<string>(type: "text", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Elsa_EarlyStimuli", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_EarlyStimuli_CreatedAt",
                table: "Elsa_EarlyStimuli",
                column: "CreatedAt"
            );

            migrationBuilder.CreateIndex(name: "IX_Elsa_EarlyStimuli_Hash", table: "Elsa_EarlyStimuli", column: "Hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Elsa_EarlyStimuli");
        }
    }
}
