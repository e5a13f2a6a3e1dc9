using System.Net;
using Elsa.Http;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Workflows.Engine;

/// <summary>Registers what flows do over HTTP.</summary>
public static class HttpServices
{
    public static IServiceCollection AddElsaHttp(this IServiceCollection services)
    {
        services.AddOptions<OutgoingHttpOptions>();
        services.AddHttpContextAccessor();
        services.AddSingleton<OutgoingHosts>();
        services.AddSingleton<OutgoingHttp>();
        services.AddDataProtection();
        services.AddSingleton<CallSeal>();
        services.AddSingleton<OutgoingCalls>();
        services.AddHostedService(s => s.GetRequiredService<OutgoingCalls>());
        services.AddScoped<HttpAnswers>();
        services.AddScoped<HttpRequests>();
        services.AddScoped<HttpFlowFinder>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActivityResolver, SendHttpRequestPorts>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActivityDescriptorModifier, ResilienceMarks>());
        services.Configure<ActivityCatalog>(catalog =>
            catalog.Add<HttpEndpoint>().Add<WriteHttpResponse>().Add<SendHttpRequest>().Add<FlowSendHttpRequest>()
        );
        services.Configure<TypeCatalog>(AddTypes);
        return services;
    }

    private static void AddTypes(TypeCatalog types) =>
        types
            .Add<HttpRequest>("HttpRequest")
            .Add<HttpResponse>("HttpResponse")
            .Add<HttpResponseMessage>("HttpResponseMessage")
            .Add<HttpHeaders>("HttpHeaders")
            .Add<IFormFile>("FormFile")
            .Add<HttpStatusCode>("HttpStatusCode")
            .Add<HttpEndpointBookmarkPayload>("HttpEndpointBookmarkPayload")
            .Add<SealedCall>("HttpCall")
            .Add<HttpRequestException>("HttpRequestException");

    /// <summary>Studio offers retries for what is marked so.</summary>
    private sealed class ResilienceMarks : IActivityDescriptorModifier
    {
        public void Modify(ActivityDescriptor descriptor)
        {
            if (!typeof(SendHttpRequestBase).IsAssignableFrom(descriptor.ClrType))
                return;
            descriptor.CustomProperties["Resilient"] = true;
            descriptor.CustomProperties["ResilienceCategory"] = "HTTP";
        }
    }
}
