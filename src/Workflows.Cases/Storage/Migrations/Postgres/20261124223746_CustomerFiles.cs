using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Cases.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class CustomerFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "CustomerFilesClosedAt",
                table: "People",
                type: "timestamp with time zone",
                nullable: true
            );

            migrationBuilder.AddColumn<bool>(
                name: "IsImportant",
                table: "Customers",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(
                name: "SpecialClass",
                table: "Customers",
                type: "text",
                nullable: false,
                defaultValue: ""
            );

            migrationBuilder.AlterColumn<string>(
                name: "CaseNumber",
                table: "CustomerChanges",
                type: "text",
                nullable: true,
                oldClrType: typeof(string),
                oldType: "text"
            );

            migrationBuilder.AlterColumn<Guid>(
                name: "CaseId",
                table: "CustomerChanges",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid"
            );

            migrationBuilder.AddColumn<string>(
                name: "Source",
                table: "CustomerChanges",
                type: "text",
                nullable: false,
                defaultValue: "Case"
            );

            migrationBuilder.CreateTable(
                name: "CustomerEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: true),
                    Amount = table.Column<decimal>(type: "numeric", nullable: true),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: true),
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
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
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
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
                SELECT "Id", "ResponsibleId", now()
                FROM "Customers" WHERE "ResponsibleId" IS NOT NULL
                """
            );

            migrationBuilder.DropColumn(name: "ResponsibleId", table: "Customers");

            migrationBuilder.CreateTable(
                name: "CustomerViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    How = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
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

            migrationBuilder.AddColumn<Guid>(name: "ResponsibleId", table: "Customers", type: "uuid", nullable: true);

            migrationBuilder.AlterColumn<string>(
                name: "CaseNumber",
                table: "CustomerChanges",
                type: "text",
                nullable: false,
                defaultValue: "",
                oldClrType: typeof(string),
                oldType: "text",
                oldNullable: true
            );

            migrationBuilder.AlterColumn<Guid>(
                name: "CaseId",
                table: "CustomerChanges",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true
            );
        }
    }
}
