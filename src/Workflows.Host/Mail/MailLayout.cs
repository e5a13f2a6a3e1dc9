using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Fluid;
using Fluid.Values;
using Workflows.Cases.Cases;

namespace Workflows.Host.Mail;

/// <summary>Puts what a mail says into its two forms, by the Liquid templates beside. Everything is escaped in HTML.</summary>
public sealed class MailLayout
{
    private static readonly HtmlEncoder Html_ = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly FluidParser parser = new();
    private readonly TemplateOptions options = new();
    private readonly IFluidTemplate html;
    private readonly IFluidTemplate text;

    public MailLayout()
    {
        options.MemberAccessStrategy.MemberNameStrategy = MemberNameStrategies.CamelCase;
        options.MemberAccessStrategy.Register<MailPage>();
        options.MemberAccessStrategy.Register<MailFact>();
        options.MemberAccessStrategy.Register<MailButton>();
        options.MemberAccessStrategy.Register<JsonObject, object?>((node, name) => node[name]);
        options.ValueConverters.Add(value => value is JsonValue plain ? new StringValue(plain.ToString()) : null);
        html = Load("mail.html.liquid");
        text = Load("mail.txt.liquid");
    }

    public string Html(MailPage page) => html.Render(new TemplateContext(page, options), Html_);

    public string Text(MailPage page) => text.Render(new TemplateContext(page, options), NullEncoder.Default);

    /// <summary>A pack's own text over <c>number</c>, <c>summary</c>, <c>title</c>, <c>case</c> (its data) and <c>model</c>.</summary>
    public string Render(string liquid, Case one, string title, JsonObject model)
    {
        var context = new TemplateContext(options);
        context.SetValue("number", one.Number);
        context.SetValue("summary", one.Summary);
        context.SetValue("title", title);
        context.SetValue("case", CaseData.Read(one));
        context.SetValue("model", model);
        return parser.Parse(liquid).Render(context, NullEncoder.Default);
    }

    private IFluidTemplate Load(string name)
    {
        using var stream = typeof(MailLayout).Assembly.GetManifestResourceStream("mail/" + name)!;
        using var reader = new StreamReader(stream);
        return parser.Parse(reader.ReadToEnd());
    }
}

/// <summary>What the templates show.</summary>
public sealed record MailPage
{
    public required string Language { get; init; }
    public required string Subject { get; init; }
    public required string Greeting { get; init; }
    public required IReadOnlyList<string> Paragraphs { get; init; }
    public required IReadOnlyList<MailFact> Facts { get; init; }
    public required IReadOnlyList<MailButton> Buttons { get; init; }
    public required string OpenLabel { get; init; }
    public required string OpenUrl { get; init; }
    public required IReadOnlyList<string> Footer { get; init; }
}

/// <summary>A line of the table in a mail.</summary>
public sealed record MailFact(string Label, string Value);

/// <summary>A link that looks like a button.</summary>
public sealed record MailButton(string Label, string Url, string Color);
