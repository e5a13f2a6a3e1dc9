using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Cases.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RegisterOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_Tasks_CaseId_Status", table: "Tasks");

            migrationBuilder.DropIndex(
                name: "IX_RegisterRows_ProcessKey_OpenedAt_CaseId_Class_Department_Status_Amount_OnTime",
                table: "RegisterRows"
            );

            migrationBuilder.AddColumn<string>(name: "NumberKey", table: "RegisterRows", type: "TEXT", nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_RegisterRows_Lists",
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
                    "Due",
                    "ClosedAt",
                    "NumberKey",
                }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(name: "IX_RegisterRows_Lists", table: "RegisterRows");

            migrationBuilder.DropColumn(name: "NumberKey", table: "RegisterRows");

            migrationBuilder.CreateIndex(
                name: "IX_Tasks_CaseId_Status",
                table: "Tasks",
                columns: new[] { "CaseId", "Status" }
            );

            migrationBuilder.CreateIndex(
                name: "IX_RegisterRows_ProcessKey_OpenedAt_CaseId_Class_Department_Status_Amount_OnTime",
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
    }
}
