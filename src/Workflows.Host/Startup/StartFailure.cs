using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Npgsql;
using Workflows.Cases;

namespace Workflows.Host.Startup;

/// <summary>Puts what keeps the host from starting into one line that says what to do.</summary>
internal static class StartFailure
{
    /// <summary>The line, or null for a failure that nobody foresaw: that one is worth its stack trace.</summary>
    public static string? Explain(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (Line(cause) is { } line)
                return line.ReplaceLineEndings(" ");
        return null;
    }

    private static string? Line(Exception cause) =>
        cause switch
        {
            CannotStartException known => known.Message,
            AddressInUseException => "The address is already in use: stop the other program, or choose another one "
                + "with --urls http://localhost:5090.",
            SocketException { SocketErrorCode: SocketError.AccessDenied } =>
                "The system does not let this user listen on that port: choose one above 1023 with --urls.",
            IOException io when io.Message.Contains("Failed to bind", StringComparison.Ordinal) =>
                $"{io.Message} Stop the other program, or choose another address, for example --urls http://localhost:5090.",
            FormatException format when format.Message.Contains("url", StringComparison.OrdinalIgnoreCase) =>
                $"--urls cannot be read: {format.Message}",
            SqliteException { SqliteErrorCode: 14 or 8 or 23 } sqlite =>
                $"The database file cannot be opened or written ({sqlite.Message}): check ConnectionStrings__Workflows and who may write there.",
            SqliteException { SqliteErrorCode: 26 or 11 } =>
                "The database file is damaged or no SQLite database: check ConnectionStrings__Workflows, or restore a backup.",
            SqliteException { SqliteErrorCode: 5 or 6 } =>
                "The database file is locked by another program: close it and start again.",
            SqliteException { SqliteErrorCode: 1 } other when other.Message.Contains("already exists") =>
                "The database was made by another version that this one cannot continue: choose another data folder with "
                    + "Data__Folder, or delete the old database.",
            PostgresException server =>
                $"PostgreSQL refuses: {server.MessageText}. Check user, password and database in ConnectionStrings__Workflows.",
            NpgsqlException client =>
                $"PostgreSQL cannot be reached ({client.Message}): start it, or correct ConnectionStrings__Workflows.",
            UnauthorizedAccessException denied =>
                $"{denied.Message} Give this user the right to it, or choose another folder with Data__Folder.",
            RefusedException refused => $"A process pack or setting is wrong: {refused.Message}.",
            _ => null,
        };
}
