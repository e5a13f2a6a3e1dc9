using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Engine.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Engine : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Elsa_Bookmarks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    InstanceId = table.Column<string>(type: "TEXT", nullable: false),
                    ActivityInstanceId = table.Column<string>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    CorrelationId = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: true),
                    Metadata = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Elsa_Bookmarks", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Elsa_Definitions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    DefinitionId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Description = table.Column<string>(type: "TEXT", nullable: true),
                    ToolVersion = table.Column<string>(type: "TEXT", nullable: true),
                    ProviderName = table.Column<string>(type: "TEXT", nullable: true),
                    MaterializerName = table.Column<string>(type: "TEXT", nullable: false),
                    IsLatest = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsPublished = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsReadonly = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsSystem = table.Column<bool>(type: "INTEGER", nullable: false),
                    UsableAsActivity = table.Column<bool>(type: "INTEGER", nullable: true),
                    WasPublished = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Data = table.Column<string>(type: "TEXT", nullable: false),
                    Root = table.Column<string>(type: "TEXT", nullable: false),
                    Stamp = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Elsa_Definitions", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Elsa_Instances",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    DefinitionId = table.Column<string>(type: "TEXT", nullable: false),
                    DefinitionVersionId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    ParentId = table.Column<string>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    CorrelationId = table.Column<string>(type: "TEXT", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: false),
                    SubStatus = table.Column<int>(type: "INTEGER", nullable: false),
                    IncidentCount = table.Column<int>(type: "INTEGER", nullable: false),
                    IsExecuting = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsSystem = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    UpdatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<byte[]>(type: "BLOB", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Elsa_Instances", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Elsa_JournalPages",
                columns: table => new
                {
                    InstanceId = table.Column<string>(type: "TEXT", nullable: false),
                    Revision = table.Column<int>(type: "INTEGER", nullable: false),
                    First = table.Column<long>(type: "INTEGER", nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Entries = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Executions = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ExecutionIds = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Elsa_JournalPages", x => new { x.InstanceId, x.Revision });
                }
            );

            migrationBuilder.CreateTable(
                name: "Elsa_Triggers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    DefinitionId = table.Column<string>(type: "TEXT", nullable: false),
                    DefinitionVersionId = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    ActivityId = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Elsa_Triggers", x => x.Id);
                }
            );

            migrationBuilder.CreateIndex(name: "IX_Elsa_Bookmarks_Hash", table: "Elsa_Bookmarks", column: "Hash");

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_Bookmarks_InstanceId",
                table: "Elsa_Bookmarks",
                column: "InstanceId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_Definitions_DefinitionId_Version",
                table: "Elsa_Definitions",
                columns: new[] { "DefinitionId", "Version" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_Definitions_IsLatest",
                table: "Elsa_Definitions",
                column: "IsLatest"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_Definitions_IsPublished",
                table: "Elsa_Definitions",
                column: "IsPublished"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_Instances_CorrelationId",
                table: "Elsa_Instances",
                column: "CorrelationId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_Instances_CreatedAt",
                table: "Elsa_Instances",
                column: "CreatedAt"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_Instances_DefinitionId_Status",
                table: "Elsa_Instances",
                columns: new[] { "DefinitionId", "Status" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_Instances_ParentId",
                table: "Elsa_Instances",
                column: "ParentId"
            );

            migrationBuilder.CreateIndex(
                name: "IX_Elsa_Triggers_DefinitionId",
                table: "Elsa_Triggers",
                column: "DefinitionId"
            );

            migrationBuilder.CreateIndex(name: "IX_Elsa_Triggers_Hash", table: "Elsa_Triggers", column: "Hash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Elsa_Bookmarks");

            migrationBuilder.DropTable(name: "Elsa_Definitions");

            migrationBuilder.DropTable(name: "Elsa_Instances");

            migrationBuilder.DropTable(name: "Elsa_JournalPages");

            migrationBuilder.DropTable(name: "Elsa_Triggers");
        }
    }
}
