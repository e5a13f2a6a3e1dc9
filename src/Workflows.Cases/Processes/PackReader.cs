using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Workflows.Cases.Forms;

namespace Workflows.Cases.Processes;

/// <summary>Reads the folder of process packs: every sub-folder with a <c>process.json</c>, and <c>policy.json</c>.</summary>
public static class PackReader
{
    /// <summary>All packs of the folder.</summary>
    /// <exception cref="PackException">Names every file and place that cannot be used, in all packs.</exception>
    public static ProcessCatalog ReadPacks(string folder)
    {
        var errors = new List<string>();
        var packs = new List<ProcessPack>();
        foreach (var directory in FoldersOf(folder))
            if (ReadPack(directory, errors) is { } pack)
                packs.Add(pack);
        foreach (var twice in packs.GroupBy(p => p.Key).Where(g => g.Count() > 1))
            errors.Add($"{folder}: more than one process has the key \"{twice.Key}\".");
        return errors.Count == 0 ? new ProcessCatalog(packs) : throw new PackException(errors);
    }

    /// <summary>The folder's policy under the configuration section <c>Policy</c>, with the names of <c>policy.names.json</c>
    /// where there is such a file.</summary>
    /// <exception cref="PackException">Names every wrong value.</exception>
    public static Policy ReadPolicy(string folder, IConfiguration section)
    {
        var errors = new List<string>();
        var values = new Dictionary<string, object>(StringComparer.OrdinalIgnoreCase);
        if (PackJson.Open(Path.Combine(folder, "policy.json"), "policy.json", errors) is { } file)
            Flatten(file.Json, "", values, errors);
        var names = ReadNames(folder, values, errors);
        return errors.Count == 0 ? new Policy(values, section, names) : throw new PackException(errors);
    }

    private static Dictionary<string, LocalText> ReadNames(
        string folder,
        Dictionary<string, object> values,
        List<string> errors
    )
    {
        const string name = "policy.names.json";
        var names = new Dictionary<string, LocalText>(StringComparer.OrdinalIgnoreCase);
        var path = Path.Combine(folder, name);
        if (!File.Exists(path) || PackJson.Open(path, name, errors) is not { } file)
            return names;
        foreach (var key in file.Json.Select(p => p.Key))
            if (values.ContainsKey(key))
                names[key] = file.Local(key);
            else
                file.Fault(key, "policy.json has no such value.");
        return names;
    }

    private static string[] FoldersOf(string folder)
    {
        if (!Directory.Exists(folder))
            throw new PackException([$"The folder of process packs does not exist: {folder}"]);
        return
        [
            .. Directory
                .EnumerateDirectories(folder)
                .Where(d => File.Exists(Path.Combine(d, "process.json")))
                .Order(StringComparer.Ordinal),
        ];
    }

    private static ProcessPack? ReadPack(string folder, List<string> errors)
    {
        var before = errors.Count;
        var name = Path.GetFileName(folder);
        if (PackJson.Open(Path.Combine(folder, "process.json"), $"{name}/process.json", errors) is not { } manifest)
            return null;
        var forms = ReadForms(folder, name, errors);
        var (flowId, flowJson) = ReadFlow(folder, name, manifest.Text("flow"), errors);
        var pack = new ProcessPack
        {
            Key = manifest.Text("key"),
            Name = manifest.Local("name"),
            Description = manifest.Local("description"),
            MayStart = manifest.Words("mayStart"),
            NumberPattern = manifest.Text("numberPattern"),
            StartForm = manifest.Text("startForm"),
            Summary = manifest.Text("summary"),
            FlowDefinitionId = flowId,
            FlowJson = flowJson,
            Steps = ReadSteps(manifest),
            Forms = forms,
            Mails = ReadTexts(folder, "mails"),
            Letters = ReadTexts(folder, "letters"),
            WithdrawUntil = manifest.TextOrNull("withdrawUntil"),
            IsPersonal = manifest.Flag("personal"),
            Register = ReadRegister(manifest),
            LinkNotes = ReadLinkNotes(manifest),
        };
        manifest.RefuseTheRest();
        CheckPack(pack, name, manifest);
        return errors.Count == before ? pack : null;
    }

    private static Dictionary<string, StepText> ReadSteps(PackJson manifest)
    {
        var steps = new Dictionary<string, StepText>();
        foreach (var (key, step) in manifest.Members("steps"))
        {
            steps[key] = new StepText(step.Local("title"), step.TextOrNull("form"));
            step.RefuseTheRest();
        }
        return steps;
    }

    private static Dictionary<string, Form> ReadForms(string folder, string name, List<string> errors)
    {
        var forms = new Dictionary<string, Form>();
        var path = Path.Combine(folder, "forms");
        string[] files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.json").Order()] : [];
        foreach (var file in files)
        {
            var key = Path.GetFileNameWithoutExtension(file);
            var shown = $"{name}/forms/{key}.json";
            if (PackJson.Open(file, shown, errors) is not { } json)
                continue;
            errors.AddRange(FormSchema.Faults(json.Json).Select(fault => $"{shown} {fault}"));
            var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));
            forms[key] = new Form(key, json.Json, hash[..12]);
        }
        return forms;
    }

    private static (string Id, string Json) ReadFlow(string folder, string name, string file, List<string> errors)
    {
        var path = Path.Combine(folder, file);
        if (file.Length == 0 || PackJson.Open(path, $"{name}/{file}", errors) is not { } flow)
            return ("", "");
        return (flow.Text("definitionId"), File.ReadAllText(path));
    }

    private static RegisterLayout ReadRegister(PackJson manifest)
    {
        if (!manifest.Json.ContainsKey("register"))
            return RegisterLayout.Empty;
        var json = manifest.Object("register");
        var layout = new RegisterLayout(
            json.Words("columns"),
            json.TextOrNull("class"),
            json.TextOrNull("department"),
            json.TextOrNull("amount"),
            json.Words("search"),
            json.Words("readers")
        );
        json.RefuseTheRest();
        return layout;
    }

    private static List<LinkNote> ReadLinkNotes(PackJson manifest)
    {
        var notes = new List<LinkNote>();
        if (!manifest.Json.ContainsKey("linkNotes"))
            return notes;
        foreach (var (_, note) in manifest.Members("linkNotes"))
        {
            notes.Add(
                new LinkNote(FieldCondition.Of(note.Object("when").Json), note.Words("processes"), note.Local("text"))
            );
            note.RefuseTheRest();
        }
        return notes;
    }

    private static Dictionary<string, string> ReadTexts(string folder, string kind)
    {
        var path = Path.Combine(folder, kind);
        return Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path, "*.liquid")
                .ToDictionary(f => Path.GetFileNameWithoutExtension(f), File.ReadAllText)
            : [];
    }

    private static void CheckPack(ProcessPack pack, string folder, PackJson manifest)
    {
        if (pack.Key != folder)
            manifest.Fault("key", $"must be the name of its folder, \"{folder}\".");
        if (!pack.Forms.ContainsKey(pack.StartForm))
            manifest.Fault("startForm", $"there is no forms/{pack.StartForm}.json.");
        foreach (var (key, step) in pack.Steps)
            if (step.Form is { } form && !pack.Forms.ContainsKey(form))
                manifest.Fault($"steps.{key}.form", $"there is no forms/{form}.json.");
        if (pack.WithdrawUntil is { } until && !pack.Steps.ContainsKey(until))
            manifest.Fault("withdrawUntil", $"there is no step \"{until}\".");
        if (Cases.CaseNumbers.FaultOf(pack.NumberPattern) is { } number)
            manifest.Fault("numberPattern", number);
        if (SummaryText.FaultOf(pack.Summary) is { } summary)
            manifest.Fault("summary", summary);
        foreach (var (name, letter) in pack.Letters)
            if (SummaryText.FaultOf(letter) is { } wrong)
                manifest.Fault($"letters.{name}", wrong);
        var fields = pack.Forms.Values.SelectMany(f => f.Fields).ToHashSet();
        var register = pack.Register;
        foreach (
            var column in register.Columns.Append(register.Class).Append(register.Department).Append(register.Amount)
        )
            if (column is not null && !fields.Contains(column))
                manifest.Fault("register", $"no form has a field \"{column}\".");
        foreach (var term in pack.LinkNotes.SelectMany(n => n.When.Terms).Where(t => !fields.Contains(t.Field)))
            manifest.Fault("linkNotes", $"no form has a field \"{term.Field}\".");
    }

    private static void Flatten(JsonObject json, string prefix, Dictionary<string, object> values, List<string> errors)
    {
        foreach (var (name, value) in json)
            if (value is JsonObject child)
                Flatten(child, $"{prefix}{name}.", values, errors);
            else if (value is JsonArray table)
                values[prefix + name] = table.ToJsonString();
            else if (value?.GetValueKind() is JsonValueKind.Number)
                values[prefix + name] = value.GetValue<decimal>();
            else if (value?.GetValueKind() is JsonValueKind.String)
                values[prefix + name] = value.ToString();
            else
                errors.Add($"policy.json: {prefix}{name} must be a text, a number or a table of limits.");
    }
}
