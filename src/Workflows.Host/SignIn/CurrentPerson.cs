using System.Security.Claims;
using Workflows.Cases;
using Workflows.Cases.People;

namespace Workflows.Host.SignIn;

/// <summary>The person who makes the running request, by cookie or token. Scoped.</summary>
public sealed class CurrentPerson(IHttpContextAccessor accessor, PeopleDirectory directory) : IReader
{
    /// <summary>Claim with the id of the <see cref="Person"/>.</summary>
    public const string Claim = "person";

    /// <summary>Null when nobody is signed in, or the person has left.</summary>
    public Person? Find() =>
        Guid.TryParse(accessor.HttpContext?.User.FindFirstValue(Claim), out var id)
        && directory.Current.Find(id) is { IsActive: true } person
            ? person
            : null;

    /// <exception cref="RefusedException">Nobody is signed in.</exception>
    public Person Require() => Find() ?? throw new RefusedException("signIn.required") { Kind = RefusalKind.Forbidden };

    /// <summary>The person as the actor of what the request does.</summary>
    public Actor Actor(Channel channel) =>
        new(Require().Id, channel, accessor.HttpContext?.Connection.RemoteIpAddress?.ToString());
}
