using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Cases.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Registers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_RegisterRows_ProcessKey_Class_OpenedAt", table: "RegisterRows");

            migrationBuilder.DropIndex(name: "IX_RegisterRows_ProcessKey_Department_OpenedAt", table: "RegisterRows");

            migrationBuilder.DropIndex(name: "IX_RegisterRows_ProcessKey_OpenedAt", table: "RegisterRows");

            migrationBuilder.DropIndex(name: "IX_RegisterRows_ProcessKey_Status_OpenedAt", table: "RegisterRows");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_CaseId_Status_Step_Due_EndedAt",
                table: "Tasks",
                columns: new[] { "CaseId", "Status", "Step", "Due", "EndedAt" }
            );

            migrationBuilder.CreateIndex(name: "IX_Tasks_DecidedById", table: "Tasks", column: "DecidedById");

            migrationBuilder.CreateIndex(
                name: "IX_RegisterRows_ProcessKey_OpenedAt_CaseId_Class_Department_St~",
                table: "RegisterRows",
                columns: new[]
                {
                    "ProcessKey",
                    "OpenedAt",
                    "CaseId",
                    "Class",
                    "Department",
                    "Status",
                    "Amount",
                    "OnTime",
                }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_Tasks_CaseId_Status_Step_Due_EndedAt", table: "Tasks");

            migrationBuilder.DropIndex(name: "IX_Tasks_DecidedById", table: "Tasks");

            migrationBuilder.DropIndex(
                name: "IX_RegisterRows_ProcessKey_OpenedAt_CaseId_Class_Department_St~",
                table: "RegisterRows"
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
    }
}
