using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Tasks;

/// <summary>Tasks: everything that the inbox can do.</summary>
internal static class TaskEndpoints
{
    public static void MapTasks(this RouteGroupBuilder api)
    {
        var tasks = api.MapGroup("/tasks").WithTags("Tasks");
        tasks.MapMany();
        tasks.MapGet("", ListAsync).WithSummary("My tasks, the most urgent first");
        var one = tasks.MapGroup("/{id:guid}").ProducesProblem(StatusCodes.Status404NotFound);
        one.MapGet("", FindAsync)
            .WithSummary("One task")
            .WithDescription("With its form, the case's data and timeline, and what I may do.");
        var act = one.MapGroup("")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict);
        act.MapPost("/decide", DecideAsync)
            .WithSummary("End a task")
            .WithDescription(
                "`outcome` is one of the task's outcomes; Returned and Rejected need a `comment`; `data` is the task's form; "
                    + "`revision` is that of the task as you saw it. If somebody else was first, 409 says who, when and how: "
                    + "`decidedBy`, `decidedAt`, `outcome`."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);
        act.MapPost("/claim", ClaimAsync)
            .WithSummary("Claim a task")
            .WithDescription("The other candidates then leave it alone.");
        act.MapPost("/release", ReleaseAsync).WithSummary("Give a claimed task back");
        act.MapHandingOn();
        act.MapSigning();
        act.MapPut("/draft", SaveAsync)
            .WithSummary("Save form and comment for later")
            .WithDescription("Nothing is checked yet but the names of the fields.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<ListBody<TaskRowBody>> ListAsync(
        TaskList tasks,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop,
        int page = 1,
        int size = 200
    ) =>
        ListBody<TaskRowBody>.Of(
            await tasks.PageAsync(current.Require(), new Paging(page, size), stop),
            row => TaskRowBody.Of(row, texts, dues)
        );

    private static async Task<TaskBody> FindAsync(
        Guid id,
        TaskView tasks,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop
    ) => TaskBody.Of(await tasks.FindAsync(id, current.Require(), stop), texts, dues);

    private static async Task<DecidedBody> DecideAsync(
        Guid id,
        DecideBody body,
        DecideTask decide,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var decision = new Decision(
            Require.Text(body.Outcome, "/outcome"),
            Require.Number(body.Revision, "/revision"),
            body.Comment,
            body.Data,
            body.ReturnTo
        );
        var task = await decide.RunAsync(id, decision, current.Actor(Channel.Api), stop);
        return new DecidedBody(task.Id, task.Status, task.Outcome, task.EndedAt, current.Require().Name);
    }

    private static async Task<TaskBody> ClaimAsync(
        Guid id,
        ClaimTask claim,
        TaskView tasks,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop
    )
    {
        await claim.RunAsync(id, current.Actor(Channel.Api), stop);
        return await FindAsync(id, tasks, current, texts, dues, stop);
    }

    private static async Task<TaskBody> ReleaseAsync(
        Guid id,
        ReleaseTask release,
        TaskView tasks,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop
    )
    {
        await release.RunAsync(id, current.Actor(Channel.Api), stop);
        return await FindAsync(id, tasks, current, texts, dues, stop);
    }

    private static async Task<TaskBody> SaveAsync(
        Guid id,
        DraftBody body,
        SaveDraft save,
        TaskView tasks,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop
    )
    {
        // A task without a form has only a comment to keep.
        var data = body.Comment is null ? Require.Value(body.Data, "/data") : body.Data ?? [];
        await save.RunAsync(id, data, body.Comment, body.Revision, current.Actor(Channel.Api), stop);
        return await FindAsync(id, tasks, current, texts, dues, stop);
    }
}
