using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Processes;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Processes;

/// <summary>What kinds of case there are.</summary>
internal static class ProcessEndpoints
{
    public static void MapProcesses(this RouteGroupBuilder api)
    {
        var processes = api.MapGroup("/processes").WithTags("Processes");
        processes
            .MapGet("", List)
            .WithSummary("All processes")
            .WithDescription("With names in three languages and whether you may start them.");
        processes
            .MapGet("/{key}", Find)
            .WithSummary("One process")
            .WithDescription("With its start form as JSON Schema: what `data` of `POST /api/cases` must look like.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IEnumerable<ProcessBody> List(ProcessCatalog processes, CurrentPerson current)
    {
        var person = current.Require();
        return processes.All.Select(p => ProcessBody.Of(p, p.MayBeStartedBy(person)));
    }

    private static ProcessDetailsBody Find(string key, ProcessCatalog processes, CurrentPerson current)
    {
        var pack =
            processes.Find(key) ?? throw new RefusedException("process.unknown", key) { Kind = RefusalKind.NotFound };
        var steps = pack.Steps.ToDictionary(s => s.Key, s => s.Value.Title);
        return new ProcessDetailsBody(
            ProcessBody.Of(pack, pack.MayBeStartedBy(current.Require())),
            FormBody.Of(pack.Form(pack.StartForm)),
            steps
        );
    }
}

/// <summary>A process in a list.</summary>
internal sealed record ProcessBody(string Key, LocalText Name, LocalText Description, bool MayStart)
{
    public static ProcessBody Of(ProcessPack pack, bool mayStart) =>
        new(pack.Key, pack.Name, pack.Description, mayStart);
}

/// <summary>A process with its start form and the titles of its steps.</summary>
internal sealed record ProcessDetailsBody(
    string Key,
    LocalText Name,
    LocalText Description,
    bool MayStart,
    FormBody StartForm,
    IReadOnlyDictionary<string, LocalText> Steps
)
{
    public ProcessDetailsBody(ProcessBody process, FormBody form, IReadOnlyDictionary<string, LocalText> steps)
        : this(process.Key, process.Name, process.Description, process.MayStart, form, steps) { }
}

/// <summary>A form: JSON Schema (2020-12) with hints for pages that begin with x-.</summary>
internal sealed record FormBody(string Key, string Version, JsonObject Schema)
{
    public static FormBody Of(Workflows.Cases.Forms.Form form) => new(form.Key, form.Version, form.Schema);
}
