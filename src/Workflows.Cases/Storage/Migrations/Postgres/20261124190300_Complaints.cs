using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Cases.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Complaints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(name: "DueBasis", table: "Tasks", type: "text", nullable: true);

            migrationBuilder.CreateTable(
                name: "Attachments",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    FileName = table.Column<string>(type: "text", nullable: false),
                    ContentType = table.Column<string>(type: "text", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    UploadedById = table.Column<Guid>(type: "uuid", nullable: false),
                    UploadedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attachments", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "CalendarDays",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarDays", x => x.Day);
                }
            );

            migrationBuilder.CreateTable(
                name: "CaseDeadlines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Basis = table.Column<string>(type: "text", nullable: false),
                    StoppedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseDeadlines", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "CaseLetters",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Template = table.Column<string>(type: "text", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    WrittenAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    SentTo = table.Column<string>(type: "text", nullable: true),
                    SentAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseLetters", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "CaseLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    FromId = table.Column<Guid>(type: "uuid", nullable: false),
                    ToId = table.Column<Guid>(type: "uuid", nullable: false),
                    BookmarkId = table.Column<string>(type: "text", nullable: true),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseLinks", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "CasePauses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<string>(type: "text", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CasePauses", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "RegisterEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProcessKey = table.Column<string>(type: "text", nullable: false),
                    DepartmentKey = table.Column<string>(type: "text", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    FormKey = table.Column<string>(type: "text", nullable: false),
                    Data = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ReadById = table.Column<Guid>(type: "uuid", nullable: true),
                    ReadAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterEntries", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "RegisterRows",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProcessKey = table.Column<string>(type: "text", nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    Class = table.Column<string>(type: "text", nullable: true),
                    Department = table.Column<string>(type: "text", nullable: true),
                    Amount = table.Column<double>(type: "double precision", nullable: true),
                    Status = table.Column<string>(type: "text", nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    Due = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    OnTime = table.Column<bool>(type: "boolean", nullable: true),
                    Text = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegisterRows", x => x.CaseId);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_Attachments_CaseId", table: "Attachments", column: "CaseId");

            migrationBuilder.CreateIndex(name: "IX_CaseDeadlines_CaseId", table: "CaseDeadlines", column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_CaseDeadlines_Due",
                table: "CaseDeadlines",
                column: "Due",
                filter: "\"StoppedAt\" IS NULL"
            );

            migrationBuilder.CreateIndex(name: "IX_CaseLetters_CaseId", table: "CaseLetters", column: "CaseId");

            migrationBuilder.CreateIndex(name: "IX_CaseLinks_FromId", table: "CaseLinks", column: "FromId");

            migrationBuilder.CreateIndex(name: "IX_CaseLinks_ToId", table: "CaseLinks", column: "ToId");

            migrationBuilder.CreateIndex(name: "IX_CasePauses_CaseId", table: "CasePauses", column: "CaseId");

            migrationBuilder.CreateIndex(name: "IX_RegisterEntries_CaseId", table: "RegisterEntries", column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_RegisterEntries_DepartmentKey_At",
                table: "RegisterEntries",
                columns: new[] { "DepartmentKey", "At" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RegisterRows_ProcessKey_Class_OpenedAt",
                table: "RegisterRows",
                columns: new[] { "ProcessKey", "Class", "OpenedAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RegisterRows_ProcessKey_Department_OpenedAt",
                table: "RegisterRows",
                columns: new[] { "ProcessKey", "Department", "OpenedAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RegisterRows_ProcessKey_OpenedAt",
                table: "RegisterRows",
                columns: new[] { "ProcessKey", "OpenedAt" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RegisterRows_ProcessKey_Status_OpenedAt",
                table: "RegisterRows",
                columns: new[] { "ProcessKey", "Status", "OpenedAt" }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Attachments");

            migrationBuilder.DropTable(name: "CalendarDays");

            migrationBuilder.DropTable(name: "CaseDeadlines");

            migrationBuilder.DropTable(name: "CaseLetters");

            migrationBuilder.DropTable(name: "CaseLinks");

            migrationBuilder.DropTable(name: "CasePauses");

            migrationBuilder.DropTable(name: "RegisterEntries");

            migrationBuilder.DropTable(name: "RegisterRows");

            migrationBuilder.DropColumn(name: "DueBasis", table: "Tasks");
        }
    }
}
