using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Workflows.Host.Api;

/// <summary>What the OpenAPI document says beyond what the endpoints say themselves.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";

    public static void Set(OpenApiOptions options)
    {
        options.ShouldInclude = found => found.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                Describe(document);
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                var path = $"{context.Description.HttpMethod} {context.Description.RelativePath}";
                if (Examples.TryGetValue(path, out var example) && operation.RequestBody?.Content is { } content)
                    foreach (var media in content.Values)
                        media.Example = JsonNode.Parse(example);
                return Task.CompletedTask;
            }
        );
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info.Title = "Workflows API";
        document.Info.Description =
            "Everything an approver can do. Sign in with `POST /api/session`, then send the token as a bearer token. "
            + "Texts follow `Accept-Language` (zh-CN, zh-TW, en). Errors are `application/problem+json`; `code` names the "
            + "reason, `errors` the wrong fields by JSON pointer.";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Bearer,
            Description = "The `token` of `POST /api/session`.",
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
        ];
    }

    private static readonly Dictionary<string, string> Examples = new()
    {
        ["POST api/session"] = """{ "user": "cs", "password": "demo" }""",
        ["POST api/cases"] = """
            {
              "process": "correction",
              "data": {
                "customerId": "C00001",
                "changes": [{ "field": "phone", "wrong": "0512-62881234", "right": "0512-62881299" }],
                "cause": "登记时抄错号码",
                "affected": "客户本人及两张未结订单",
                "remedy": "更正档案，通知各部门改用新号码",
                "departments": [{ "department": "rnd" }, { "department": "finance", "due": "2026-12-01" }]
              }
            }
            """,
        ["POST api/tasks/{id}/decide"] = """{ "outcome": "Approved", "comment": "同意", "revision": 0 }""",
        ["POST api/tasks/{id}/transfer"] = """{ "to": "cs2", "reason": "出差，请代为办理", "revision": 0 }""",
        ["POST api/tasks/{id}/urge"] = """{ "words": "客户在等答复" }""",
        ["POST api/tasks/{id}/signers"] = """
            { "to": ["rnd", "finance"], "place": "Before", "rule": "All", "words": "请从质量和费用方面给出意见", "revision": 0 }
            """,
        ["POST api/tasks/{id}/ask"] = """{ "to": ["warehouse"], "question": "这批货还在库吗？" }""",
        ["POST api/tasks/decide"] = """
            { "tasks": [{ "id": "0193a7f0-0000-7000-8000-000000000000", "revision": 0 }], "outcome": "Approved", "comment": "同意" }
            """,
        ["POST api/deputies"] = """{ "deputy": "cs2", "from": "2026-12-01", "until": "2026-12-07" }""",
        ["POST api/cases/{number}/copies"] = """{ "to": ["finance", "rnd"], "note": "供参考" }""",
        ["PUT api/tasks/{id}/draft"] = """{ "data": { "report": "各部门已执行完毕" }, "revision": 0 }""",
        ["POST api/cases/{number}/withdraw"] = """{ "reason": "信息已由客户自行更正" }""",
    };
}
