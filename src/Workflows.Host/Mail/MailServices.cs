namespace Workflows.Host.Mail;

/// <summary>Sends the outbox: over SMTP where a server is configured, otherwise into the data folder.</summary>
public static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration settings)
    {
        var mail = MailSettings.Read(settings.GetSection("Mail"));
        services.AddSingleton(mail).AddSingleton<MailAddresses>().AddSingleton<MailLayout>().AddSingleton<MailText>();
        services.AddScoped<MailWriter>().AddSingleton<MailFolder>().AddSingleton<DevMailbox>();
        if (mail.Smtp is { } smtp)
            services.AddSingleton<IDelivery>(new SmtpDelivery(smtp));
        else
            services.AddSingleton<IDelivery, FolderDelivery>();
        return services.AddHostedService<MailSender>();
    }
}
