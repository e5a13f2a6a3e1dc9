using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Cases.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PeopleOverTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(name: "JoinedOn", table: "People", type: "date", nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SessionsEnded",
                table: "People",
                type: "integer",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<DateOnly>(name: "ValidFrom", table: "People", type: "date", nullable: true);

            migrationBuilder.AddColumn<DateOnly>(name: "ValidTo", table: "People", type: "date", nullable: true);

            migrationBuilder.CreateTable(
                name: "PersonFacts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    What = table.Column<string>(type: "text", nullable: false),
                    Value = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    SetById = table.Column<Guid>(type: "uuid", nullable: false),
                    EndedById = table.Column<Guid>(type: "uuid", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PersonFacts", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_PersonFacts_PersonId_What",
                table: "PersonFacts",
                columns: new[] { "PersonId", "What" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_PersonFacts_What_Value_From",
                table: "PersonFacts",
                columns: new[] { "What", "Value", "From" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "PersonFacts");

            migrationBuilder.DropColumn(name: "JoinedOn", table: "People");

            migrationBuilder.DropColumn(name: "SessionsEnded", table: "People");

            migrationBuilder.DropColumn(name: "ValidFrom", table: "People");

            migrationBuilder.DropColumn(name: "ValidTo", table: "People");
        }
    }
}
