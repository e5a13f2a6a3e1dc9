using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Workflows.Cases.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Signing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(name: "AddedById", table: "Tasks", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Additions",
                table: "Tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0
            );

            migrationBuilder.AddColumn<bool>(
                name: "IsHeld",
                table: "Tasks",
                type: "INTEGER",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<Guid>(name: "ParentId", table: "Tasks", type: "TEXT", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Purpose",
                table: "Tasks",
                type: "TEXT",
                nullable: false,
                defaultValue: "Step"
            );

            migrationBuilder.AddColumn<string>(name: "Words", table: "Tasks", type: "TEXT", nullable: true);

            migrationBuilder.CreateTable(
                name: "SignRounds",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", nullable: false),
                    AddedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Words = table.Column<string>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignRounds", x => x.Id);
                }
            );

            migrationBuilder.CreateTable(
                name: "Signers",
                columns: table => new
                {
                    RoundId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TaskId = table.Column<Guid>(type: "TEXT", nullable: true),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Signers", x => new { x.RoundId, x.Position });
                    table.ForeignKey(
                        name: "FK_Signers_SignRounds_RoundId",
                        column: x => x.RoundId,
                        principalTable: "SignRounds",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade
                    );
                }
            );

            migrationBuilder.CreateIndex(name: "IX_Tasks_ParentId", table: "Tasks", column: "ParentId");

            migrationBuilder.CreateIndex(name: "IX_Signers_TaskId", table: "Signers", column: "TaskId");

            migrationBuilder.CreateIndex(name: "IX_SignRounds_TaskId", table: "SignRounds", column: "TaskId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "Signers");

            migrationBuilder.DropTable(name: "SignRounds");

            migrationBuilder.DropIndex(name: "IX_Tasks_ParentId", table: "Tasks");

            migrationBuilder.DropColumn(name: "AddedById", table: "Tasks");

            migrationBuilder.DropColumn(name: "Additions", table: "Tasks");

            migrationBuilder.DropColumn(name: "IsHeld", table: "Tasks");

            migrationBuilder.DropColumn(name: "ParentId", table: "Tasks");

            migrationBuilder.DropColumn(name: "Purpose", table: "Tasks");

            migrationBuilder.DropColumn(name: "Words", table: "Tasks");
        }
    }
}
