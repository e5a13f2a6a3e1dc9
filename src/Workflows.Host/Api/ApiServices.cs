using Microsoft.AspNetCore.Mvc;
using Scalar.AspNetCore;
using Workflows.Host.Api.Absences;
using Workflows.Host.Api.Attachments;
using Workflows.Host.Api.Cases;
using Workflows.Host.Api.Copies;
using Workflows.Host.Api.Customers;
using Workflows.Host.Api.Deputies;
using Workflows.Host.Api.People;
using Workflows.Host.Api.Processes;
using Workflows.Host.Api.Registers;
using Workflows.Host.Api.Session;
using Workflows.Host.Api.Tasks;

namespace Workflows.Host.Api;

/// <summary>The REST API, its description at <c>/openapi/v1.json</c> and a page to try it at <c>/api/docs</c>.</summary>
public static class ApiServices
{
    private const int LargestBody = 1024 * 1024;

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Set(options.SerializerOptions));
        // The handler below turns it into a problem that says where; otherwise production would answer with a bare 400.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.AddSingleton<PersonBuilder>().AddSingleton<ApiProblems>();
        services.AddOpenApi("v1", ApiDescription.Set);
        return services;
    }

    /// <summary>Problem details for programs, whatever goes wrong; people have their error page.</summary>
    public static void UseApiProblems(this WebApplication app)
    {
        var problems = app.Services.GetRequiredService<ApiProblems>();
        app.UseWhen(
            context => context.Request.Path.IsApi(),
            api =>
            {
                api.UseExceptionHandler(
                    new ExceptionHandlerOptions
                    {
                        ExceptionHandler = problems.AnswerAsync,
                        // It is logged there, if it is a failure at all.
                        SuppressDiagnosticsCallback = _ => true,
                    }
                );
                api.UseStatusCodePages(problems.FillAsync);
            }
        );
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api")
            .RequireAuthorization()
            .WithMetadata(new RequestSizeLimitAttribute(LargestBody))
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        api.MapSession();
        api.MapProcesses();
        api.MapCases();
        api.MapTasks();
        api.MapCustomers();
        api.MapCopies();
        api.MapPeople();
        api.MapDepartments();
        api.MapTeam();
        api.MapAbsences();
        api.MapDeputies();
        api.MapAttachments();
        api.MapDocuments();
        api.MapRegisters();
        app.MapOpenApi();
        app.MapScalarApiReference(
            "/api/docs",
            page =>
            {
                page.Title = "Workflows API";
                page.DefaultFonts = false;
                page.Agent = null;
            }
        );
    }
}
