using Workflows.Cases;
using Workflows.Host;
using Workflows.Host.SignIn;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddTexts(builder.Configuration);
builder.Services.AddHttpContextAccessor().AddScoped<CurrentPerson>();

var app = builder.Build();
app.UseRequestLocalization();
await app.RunAsync();
