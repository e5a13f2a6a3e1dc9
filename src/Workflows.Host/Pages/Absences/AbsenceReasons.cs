using Workflows.Cases.Absences;
using Workflows.Cases.Processes;
using Workflows.Host.Pages.Forms;

namespace Workflows.Host.Pages.Absences;

/// <summary>Says why somebody is away as the form that asked for it puts it.</summary>
public sealed class AbsenceReasons(ProcessCatalog processes)
{
    /// <summary>Null for who may not know.</summary>
    public string? Of(AwayTime away)
    {
        if (away.Reason is not { } reason)
            return null;
        if (processes.Find(reason.ProcessKey) is not { } pack)
            return reason.Kind;
        var fields = pack
            .Forms.Values.Prepend(pack.Form(pack.StartForm))
            .SelectMany(f => new FieldSchema("", f.Schema, false).Fields);
        return fields.FirstOrDefault(f => f.Enum.Contains(reason.Kind))?.TitleOfValue(reason.Kind, Texts.Language)
            ?? reason.Kind;
    }
}
