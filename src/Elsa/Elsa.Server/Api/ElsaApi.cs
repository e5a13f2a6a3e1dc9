using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>The REST API and the hub that Elsa Studio speaks to. The host says who may use them.</summary>
public static class ElsaApi
{
    /// <summary>
    /// Maps the API, for example at <c>/elsa/api</c>. Add authorization to what is returned:
    /// <c>app.MapElsaApi("/elsa/api").RequireAuthorization("ProcessOwner")</c>.
    /// </summary>
    public static RouteGroupBuilder MapElsaApi(this IEndpointRouteBuilder routes, string prefix)
    {
        var api = routes.MapGroup(prefix);
        api.AddEndpointFilter<RefusalFilter>();
        api.ExcludeFromDescription();
        api.DisableAntiforgery();
        DefinitionsApi.Map(api);
        PublishingApi.Map(api);
        DefinitionRunsApi.Map(api);
        TransferApi.Map(api);
        InstancesApi.Map(api);
        InstanceImportApi.Map(api);
        AlterationsApi.Map(api);
        JournalApi.Map(api);
        InstanceVariablesApi.Map(api);
        ExecutionsApi.Map(api);
        DescriptorsApi.Map(api);
        StrategiesApi.Map(api);
        FeaturesApi.Map(api);
        ScriptingApi.Map(api);
        GraphApi.Map(api);
        return api;
    }

    /// <summary>Maps the instance viewer's hub, for example at <c>/elsa/hubs/workflow-instance</c>.</summary>
    public static HubEndpointConventionBuilder MapElsaHub(this IEndpointRouteBuilder routes, string path) =>
        routes.MapHub<WorkflowInstanceHub>(path);
}
