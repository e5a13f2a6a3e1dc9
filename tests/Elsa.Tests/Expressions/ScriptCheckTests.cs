using System.Text.Json;
using Workflows.Engine;

namespace Elsa.Tests.Expressions;

public sealed class ScriptCheckTests
{
    [Fact]
    public void Every_bad_script_is_named_with_its_activity()
    {
        using var json = JsonDocument.Parse(
            """
            {"type":"Elsa.Flowchart","id":"f","activities":[
              {"type":"Elsa.SetVariable","id":"set1","name":"Sum","value":{"typeName":"Object","expression":{"type":"JavaScript","value":"1 +"}}},
              {"type":"Elsa.WriteLine","id":"w","metadata":{"displayText":"通知客户"},"text":{"typeName":"String","expression":{"type":"Liquid","value":"{% if %}"}}},
              {"type":"Elsa.RunJavaScript","id":"run","script":{"typeName":"String","expression":{"type":"Literal","value":"let ="}}},
              {"type":"Elsa.FlowSwitch","id":"sw","cases":[{"label":"A","condition":{"type":"JavaScript","value":")"}}]},
              {"type":"Elsa.Cron","id":"c","cronExpression":{"typeName":"String","expression":{"type":"Literal","value":"every day"}}},
              {"type":"Elsa.WriteLine","id":"ok","text":{"typeName":"String","expression":{"type":"JavaScript","value":"`fine ${1}`"}}}]}
            """
        );
        var problems = ScriptCheck.Definition(json.RootElement);
        problems
            .Select(p => (p.ActivityName, p.Property))
            .ShouldBe([
                ("Sum", "value"),
                ("通知客户", "text"),
                ("run", "script"),
                ("sw", "cases"),
                ("c", "cronExpression"),
            ]);
        problems[0].Message.ShouldStartWith("JavaScript, line 1, column");
    }
}
