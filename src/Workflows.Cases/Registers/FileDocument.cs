using System.Text.Json.Nodes;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Registers;

/// <summary>Puts copies of a form into departments' lists; called by the activities of a flow.</summary>
public sealed class FileDocument(
    UnitOfWork unit,
    CasesDb db,
    ProcessCatalog processes,
    PeopleDirectory directory,
    TimelineWriter timeline,
    TimeProvider clock
)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <param name="title">Null for that of the form.</param>
    /// <exception cref="RefusedException">No such department or form.</exception>
    public Task RunAsync(
        Guid caseId,
        IReadOnlyList<string> departments,
        string form,
        LocalText? title,
        CancellationToken stop
    ) => unit.RunAsync(token => FileAsync(caseId, departments, form, title, token), stop);

    private async Task FileAsync(
        Guid caseId,
        IReadOnlyList<string> departments,
        string formKey,
        LocalText? title,
        CancellationToken stop
    )
    {
        var one = await db.LockCaseAsync(caseId, stop);
        var (form, data, copy) = (processes.Get(one.ProcessKey).Form(formKey), CaseData.Read(one), new JsonObject());
        foreach (var field in form.Fields.Where(f => data[f] is not null))
            copy[field] = data[field]!.DeepClone();
        var named = title ?? form.Title;
        foreach (var key in departments)
        {
            var department = directory.Current.Department(key) ?? throw new RefusedException("department.unknown", key);
            db.RegisterEntries.Add(
                new RegisterEntry
                {
                    CaseId = caseId,
                    ProcessKey = one.ProcessKey,
                    DepartmentKey = department.Key,
                    Title = named.Stored(),
                    FormKey = formKey,
                    Data = copy.ToJsonString(StoredJson.Options),
                    At = clock.GetUtcNow(),
                }
            );
            timeline.Write(
                one,
                new Happening("copy.filed", Flow)
                {
                    Details = new
                    {
                        key,
                        title = named,
                        kind = "Department",
                    },
                }
            );
        }
    }
}
