using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Elsa.Expressions.Models;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows
{
    /// <summary>Where <see cref="Activities.WriteLine"/> writes.</summary>
    public interface IStandardOutStreamProvider
    {
        TextWriter GetTextWriter();
    }

    /// <inheritdoc />
    public class StandardOutStreamProvider(TextWriter textWriter) : IStandardOutStreamProvider
    {
        public TextWriter GetTextWriter() => textWriter;
    }
}

namespace Elsa.Workflows.Activities
{
    /// <summary>Writes a line to the console.</summary>
    [Activity("Elsa", "Console", "Write a line of text to the console.")]
    public class WriteLine : CodeActivity
    {
        [JsonConstructor]
        private WriteLine(string? source = null, int? line = null)
            : base(source, line) { }

        public WriteLine(string text, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
            : this(new Literal<string>(text), source, line) { }

        public WriteLine(Func<string> text, [CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
            : this(Expression.DelegateExpression(text), source, line) { }

        public WriteLine(
            Func<ExpressionExecutionContext, string?> text,
            [CallerFilePath] string? source = null,
            [CallerLineNumber] int? line = null
        )
            : this(Expression.DelegateExpression(text), source, line) { }

        public WriteLine(
            Variable<string> variable,
            [CallerFilePath] string? source = null,
            [CallerLineNumber] int? line = null
        )
            : this(new Input<string>(variable), source, line) { }

        public WriteLine(
            Literal<string> literal,
            [CallerFilePath] string? source = null,
            [CallerLineNumber] int? line = null
        )
            : this(new Input<string>(literal), source, line) { }

        public WriteLine(
            Expression expression,
            [CallerFilePath] string? source = null,
            [CallerLineNumber] int? line = null
        )
            : this(new Input<string>(expression), source, line) { }

        public WriteLine(
            Input<string> text,
            [CallerFilePath] string? source = null,
            [CallerLineNumber] int? line = null
        )
            : this(source, line) => Text = text;

        [Description("The text to write.")]
        public Input<string> Text { get; set; } = null!;

        protected override void Execute(ActivityExecutionContext context)
        {
            var writer = context.GetService<IStandardOutStreamProvider>()?.GetTextWriter() ?? Console.Out;
            writer.WriteLine(context.Get(Text));
        }
    }
}
