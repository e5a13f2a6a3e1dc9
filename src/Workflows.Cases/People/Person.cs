namespace Workflows.Cases.People;

/// <summary>Somebody who works with the system.</summary>
public sealed class Person
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Unique; lower case.</summary>
    public required string SignInName { get; set; }
    public required string Name { get; set; }
    public required string Email { get; set; }

    /// <summary>The language of mails to this person: zh-Hans, zh-Hant or en.</summary>
    public string Language { get; set; } = "zh-Hans";
    public required string DepartmentKey { get; set; }
    public Guid? SupervisorId { get; set; }

    /// <summary>False once the person has left: no sign-in, no new tasks. In a snapshot of <see cref="PeopleDirectory"/>
    /// false also before <see cref="ValidFrom"/> and after <see cref="ValidTo"/>.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>The first day, and the last one inclusive, in the company's time zone; null for no bound.</summary>
    public DateOnly? ValidFrom { get; set; }
    public DateOnly? ValidTo { get; set; }

    /// <summary>Since when the person is employed here, where that is known; it may lie before <see cref="ValidFrom"/>.</summary>
    public DateOnly? JoinedOn { get; set; }

    /// <summary>Counts how often all cookies and tokens of the person were ended; one from before counts no more.</summary>
    public int SessionsEnded { get; set; }

    /// <summary>Counts the changes, so that whoever saves what they read before another changed it is told.</summary>
    public int Revision { get; set; }

    /// <summary>When a hand-over ended the person's access to customer files, whatever their role; null as long as it lasts
    /// [B8-4].</summary>
    public DateTimeOffset? CustomerFilesClosedAt { get; set; }
    public List<PersonRole> Roles { get; init; } = [];

    /// <summary>Whether the person works here on the day, by the dates alone.</summary>
    public bool Covers(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || ValidTo >= day);

    public bool HasRole(string role) => Roles.Exists(r => r.RoleKey == role);
}

/// <summary>A person holds a role of policy.md, for example <c>cs-manager</c>.</summary>
public sealed class PersonRole
{
    public Guid PersonId { get; init; }
    public required string RoleKey { get; init; }
}

/// <summary>A department; a department's key is also the key of the role of its staff where policy.md has one.</summary>
public sealed class Department
{
    public required string Key { get; init; }

    /// <summary>The name in three languages, as JSON of <see cref="LocalText"/>.</summary>
    public required LocalText Name { get; set; }
    public Guid? HeadId { get; set; }
}

/// <summary>A role of policy.md.</summary>
public sealed class Role
{
    public required string Key { get; init; }
    public required LocalText Name { get; set; }
}
