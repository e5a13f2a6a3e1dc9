using Microsoft.AspNetCore.Builder;
using NetEscapades.AspNetCore.SecurityHeaders.Infrastructure;

namespace Workflows.Host.Pages;

/// <summary>What browsers are told not to do: load anything from elsewhere, run what stands in a page, be framed. A few
/// addresses need more, each by name.</summary>
public static class SafeHeaders
{
    // The scripts that Studio 3.8.2 puts into the page itself, by their SHA-256: the hot keys of its list of instances and
    // of its editor.
    private const string InstanceListKeys = "vu6sQrKXQHR4Yn3FMMihA/9TxxfIXnCxKwvLrTPJ5ts=";
    private const string EditorKeys = "snlP1jz0gjwc5cTz9ErZcliXuCK63+Mmf68RRCeptgc=";

    public static IServiceCollection AddSafeHeaders(this IServiceCollection services)
    {
        services
            .AddSecurityHeaderPolicies()
            .SetDefaultPolicy(Pages())
            .AddPolicy("MailLink", Pages().AddReferrerPolicyNoReferrer())
            .AddPolicy("MailBody", MailBody())
            .AddPolicy("Studio", Studio())
            .AddPolicy("ApiDocs", ApiDocs())
            .SetPolicySelector(Select);
        return services;
    }

    private static IReadOnlyHeaderPolicyCollection Select(PolicySelectorContext context)
    {
        var path = context.HttpContext.Request.Path;
        var name =
            path.IsUnder("/decide") ? "MailLink"
            : path.IsUnder("/studio") ? "Studio"
            : path.IsUnder("/api/docs") ? "ApiDocs"
            : path.IsUnder("/dev/mail/body") ? "MailBody"
            : null;
        return name is null ? context.DefaultPolicy : context.ConfiguredPolicies[name];
    }

    private static HeaderPolicyCollection Pages() =>
        Common()
            .AddContentSecurityPolicy(csp =>
            {
                OnlySelf(csp);
                csp.AddFrameAncestors().None();
            });

    // Studio is Blazor WebAssembly with an editor: it compiles WebAssembly, sets styles and starts workers from blobs.
    private static HeaderPolicyCollection Studio() =>
        Common()
            .AddContentSecurityPolicy(csp =>
            {
                OnlySelf(csp);
                csp.AddScriptSrc().Self().WasmUnsafeEval().WithHash256(InstanceListKeys).WithHash256(EditorKeys);
                csp.AddStyleSrc().Self().UnsafeInline();
                csp.AddFontSrc().Self().Data();
                csp.AddWorkerSrc().Self().Blob();
                csp.AddConnectSrc().Self();
                csp.AddFrameAncestors().None();
            });

    // The description's page sets itself up by a script and styles in the page.
    private static HeaderPolicyCollection ApiDocs() =>
        Common()
            .AddContentSecurityPolicy(csp =>
            {
                OnlySelf(csp);
                csp.AddScriptSrc().Self().UnsafeInline();
                csp.AddStyleSrc().Self().UnsafeInline();
                csp.AddFontSrc().Self().Data();
                csp.AddFrameAncestors().None();
            });

    // A mail as it came: its own styles and nothing else, shown in a frame of the mailbox.
    private static HeaderPolicyCollection MailBody() =>
        new HeaderPolicyCollection()
            .AddFrameOptionsSameOrigin()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyNoReferrer()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().None();
                csp.AddStyleSrc().UnsafeInline();
                csp.AddImgSrc().Data();
                csp.AddFrameAncestors().Self();
            });

    private static HeaderPolicyCollection Common() =>
        new HeaderPolicyCollection()
            .AddFrameOptionsDeny()
            .AddContentTypeOptionsNoSniff()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddStrictTransportSecurityMaxAgeIncludeSubDomains(maxAgeInSeconds: 31_536_000)
            .AddCrossOriginOpenerPolicy(policy => policy.SameOrigin())
            .AddCrossOriginResourcePolicy(policy => policy.SameOrigin());

    private static void OnlySelf(CspBuilder csp)
    {
        csp.AddDefaultSrc().Self();
        csp.AddImgSrc().Self().Data();
        csp.AddObjectSrc().None();
        csp.AddBaseUri().Self();
        csp.AddFormAction().Self();
    }
}
