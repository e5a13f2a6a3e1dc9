using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Cases.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PeopleOverTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(name: "JoinedOn", table: "People", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SessionsEnded",
                table: "People",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<DateOnly>(name: "ValidFrom", table: "People", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<DateOnly>(name: "ValidTo", table: "People", type: "TEXT", nullable: true);

            migrationBuilder.CreateTable(
                name: "PersonFacts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    What = table.Column<string>(type: "TEXT", nullable: false),
                    Value = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    SetById = table.Column<Guid>(type: "TEXT", nullable: false),
                    EndedById = table.Column<Guid>(type: "TEXT", nullable: true),
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
