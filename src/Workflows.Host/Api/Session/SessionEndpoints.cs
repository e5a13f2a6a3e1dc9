using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Session;

/// <summary>Signing in and out by program.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this RouteGroupBuilder api)
    {
        var session = api.MapGroup("/session").WithTags("Session");
        session
            .MapPost("", SignInAsync)
            .AllowAnonymous()
            .WithSummary("Sign in")
            .WithDescription(
                "Answers with a token; send it as `Authorization: Bearer <token>` with every other call. It holds 12 hours."
            )
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        session.MapGet("", Who).WithSummary("Who am I");
        session
            .MapDelete("", SignOutAsync)
            .WithSummary("Sign out")
            .WithDescription("The token no longer counts.")
            .Produces(StatusCodes.Status204NoContent);
        session
            .MapPut("/password", ChangeAsync)
            .WithSummary("Change my password")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<SignedIn> SignInAsync(SignInBody body, SignInPerson signIn, PersonBuilder people)
    {
        var token = await signIn.WithTokenAsync(
            Require.Text(body.User, "/user"),
            Require.Text(body.Password, "/password")
        );
        return new SignedIn(token.Token, token.ExpiresAt, people.Of(token.Person), token.MustChangePassword);
    }

    private static PersonBody Who(CurrentPerson current, PersonBuilder people) => people.Of(current.Require());

    private static async Task<IResult> SignOutAsync(
        HttpContext context,
        Sessions sessions,
        SignInPerson signIn,
        CancellationToken stop
    )
    {
        var ticket = await context.AuthenticateAsync();
        if (context.User.HasClaim(c => c.Type == Sessions.Claim))
            await sessions.EndAsync(context.User, ticket.Properties?.ExpiresUtc ?? DateTimeOffset.MaxValue, stop);
        else
            await signIn.OutAsync();
        return Results.NoContent();
    }

    private static async Task<IResult> ChangeAsync(PasswordBody body, ChangePassword change)
    {
        await change.RunAsync(Require.Text(body.Current, "/current"), Require.Text(body.New, "/new"));
        return Results.NoContent();
    }
}

/// <summary>Name and password.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignInBody(string? User, string? Password)
{
    // Never into a log.
    public override string ToString() => $"SignInBody({User})";
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PasswordBody(string? Current, string? New)
{
    public override string ToString() => nameof(PasswordBody);
}

/// <summary>A token and for whom it is.</summary>
internal sealed record SignedIn(string Token, DateTimeOffset ExpiresAt, PersonBody Person, bool MustChangePassword);
