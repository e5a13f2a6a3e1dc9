namespace Workflows.Host.Pages;

/// <summary>What browsers are told not to do: load anything from elsewhere, run what stands in a page, be framed.</summary>
public static class SafeHeaders
{
    public static WebApplication UseSafeHeaders(this WebApplication app)
    {
        app.UseSecurityHeaders(Pages());
        return app;
    }

    private static HeaderPolicyCollection Pages() =>
        new HeaderPolicyCollection()
            .AddDefaultSecurityHeaders()
            .RemoveServerHeader()
            .AddReferrerPolicyStrictOriginWhenCrossOrigin()
            .AddContentSecurityPolicy(csp =>
            {
                csp.AddDefaultSrc().Self();
                csp.AddImgSrc().Self().Data();
                csp.AddObjectSrc().None();
                csp.AddBaseUri().Self();
                csp.AddFormAction().Self();
                csp.AddFrameAncestors().None();
            });
}
