using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Cases.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class CustomerFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CustomerFilesClosedAt",
                table: "People",
                type: "INTEGER",
                nullable: true
            );

            migrationBuilder.AddColumn<bool>(
                name: "IsImportant",
                table: "Customers",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(
                name: "SpecialClass",
                table: "Customers",
                type: "TEXT",
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AlterColumn<string>(
                name: "CaseNumber",
                table: "CustomerChanges",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "TEXT"
            );

            migrationBuilder.AlterColumn<Guid>(
                name: "CaseId",
                table: "CustomerChanges",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "TEXT"
            );

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "CustomerChanges",
                type: "TEXT",
                nullable: false,
                defaultValue: "Case"
            );

            migrationBuilder.CreateTable(
                name: "CustomerEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: true),
                    Amount = table.Column<decimal>(type: "TEXT", nullable: true),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    CaseNumber = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerEntries", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "CustomerGrants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseNumber = table.Column<string>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerGrants", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "CustomerResponsibles",
                columns: table => new
                {
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerResponsibles", x => new { x.CustomerId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_CustomerResponsibles_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            // Whoever was responsible stays so.
            migrationBuilder.Sql(
                """
                INSERT INTO "CustomerResponsibles" ("CustomerId", "PersonId", "Since")
                SELECT "Id", "ResponsibleId", (CAST(strftime('%s', 'now') AS INTEGER) + 62135596800) * 10000000
                FROM "Customers" WHERE "ResponsibleId" IS NOT NULL
                """
            );

            migrationBuilder.DropColumn(name: "ResponsibleId", table: "Customers");

            migrationBuilder.CreateTable(
                name: "CustomerViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    How = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerViews", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(
                name: "IX_CustomerEntries_CustomerId_On",
                table: "CustomerEntries",
                columns: new[] { "CustomerId", "On" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_CustomerGrants_CustomerId",
                table: "CustomerGrants",
                column: "CustomerId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_CustomerGrants_PersonId_Until",
                table: "CustomerGrants",
                columns: new[] { "PersonId", "Until" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_CustomerResponsibles_PersonId",
                table: "CustomerResponsibles",
                column: "PersonId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_CustomerViews_CustomerId_At",
                table: "CustomerViews",
                columns: new[] { "CustomerId", "At" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "CustomerEntries");

            migrationBuilder.DropTable(name: "CustomerGrants");

            migrationBuilder.DropTable(name: "CustomerResponsibles");

            migrationBuilder.DropTable(name: "CustomerViews");

            migrationBuilder.DropColumn(name: "CustomerFilesClosedAt", table: "People");

            migrationBuilder.DropColumn(name: "IsImportant", table: "Customers");

            migrationBuilder.DropColumn(name: "SpecialClass", table: "Customers");

            migrationBuilder.DropColumn(name: "Source", table: "CustomerChanges");

            migrationBuilder.AddColumn<Guid>(name: "ResponsibleId", table: "Customers", type: "TEXT", nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "CaseNumber",
                table: "CustomerChanges",
                type: "TEXT",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldNullable: true
            );

            migrationBuilder.AlterColumn<Guid>(
                name: "CaseId",
                table: "CustomerChanges",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "TEXT",
                oldNullable: true
            );
        }
    }
}
