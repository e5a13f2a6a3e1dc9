using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Tests.Cases;
using Workflows.Tests.Support;

namespace Workflows.Tests.People;

/// <summary>Somebody leaves or comes back (issue 5, points 2 and 5), and who was what on which day.</summary>
public sealed class LeavingTests
{
    [Theory, CombineDatabases]
    public async Task Who_held_a_role_on_a_day_is_answered_from_history(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var gm = business.Person("gm").Id;

        business.Clock.Advance(TimeSpan.FromDays(10));
        await DeactivateAsync(business, gm);
        business.Clock.Advance(TimeSpan.FromDays(10));
        await business.DoAsync<ReactivatePerson>(r => r.RunAsync(gm, business.As("admin"), default));

        (await WhoWasAsync(business, new DateOnly(2019, 3, 31))).ShouldBeEmpty("nobody is known for then");
        (await WhoWasAsync(business, new DateOnly(2019, 4, 1))).ShouldBe([gm], "the sample company says since when");
        (await WhoWasAsync(business, new DateOnly(2026, 11, 24))).ShouldBe([gm]);
        (await WhoWasAsync(business, new DateOnly(2026, 12, 4))).ShouldBe([gm], "the last day counts");
        (await WhoWasAsync(business, new DateOnly(2026, 12, 5))).ShouldBeEmpty();
        (await WhoWasAsync(business, new DateOnly(2026, 12, 14))).ShouldBe([gm]);
    }

    [Theory, CombineDatabases]
    public async Task Who_leaves_on_a_day_to_come_works_until_it_is_over(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var hr = business.Person("hr").Id;
        var last = new DateOnly(2026, 11, 26);
        await SetDeputyAsync(business, "hr", "rnd");
        await SetDeputyAsync(business, "finance", "hr");

        await business.DoAsync<DeactivatePerson>(d => d.RunAsync(hr, business.As("admin"), default, last));

        business.Person("hr").IsActive.ShouldBeTrue();
        (await business.InDbAsync(db => db.Deputies.Select(d => d.Until).ToListAsync())).ShouldBe([last, last]);
        business.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 27, 0, 0, 1, TimeSpan.FromHours(8)));
        (await business.AskAsync<DeactivatePerson, int>(d => d.ExpireAsync(default))).ShouldBe(1);
        business.Person("hr").IsActive.ShouldBeFalse();
        (await WhoWasAsync(business, last, "hr")).ShouldBe([hr]);
        (await WhoWasAsync(business, last.AddDays(1), "hr")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_leaver_is_nobodys_deputy_and_the_last_administrator_stays()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        await SetDeputyAsync(business, "hr", "rnd");
        await SetDeputyAsync(business, "finance", "hr");

        await DeactivateAsync(business, business.Person("hr").Id);

        business.People.Deputies.ShouldBeEmpty();
        var refused = await Should.ThrowAsync<RefusedException>(() =>
            DeactivateAsync(business, business.Person("admin").Id)
        );
        (refused.Code, refused.Kind).ShouldBe(("people.lastAdministrator", RefusalKind.Conflict));
        var others = await Should.ThrowAsync<RefusedException>(() =>
            business.DoAsync<DeactivatePerson>(d =>
                d.RunAsync(business.Person("rnd").Id, business.As("cs-manager"), default)
            )
        );
        others.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Fact]
    public async Task A_leavers_cookie_and_token_end_at_once_and_do_not_come_back_with_the_person()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var token = await app.SignInAsync("hr");
        using var browser = await Page.SignInAsync(app.Address, "hr");
        var hr = await app.InDbAsync(db => db.People.SingleAsync(p => p.SignInName == "hr"));
        var admin = new Actor(
            await app.InDbAsync(db => db.People.Where(p => p.SignInName == "admin").Select(p => p.Id).SingleAsync()),
            Channel.Web
        );

        await app.InScopeAsync(async s =>
        {
            await s.GetRequiredService<DeactivatePerson>().RunAsync(hr.Id, admin, default);
            return 0;
        });

        (await token.GetAsync("/api/session")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Page.GetAsync(browser, "/")).Address.AbsolutePath.ShouldBe("/account/sign-in");
        (
            await ApiClient.Anonymous(app.Address).PostAsync("/api/session", new { user = "hr", password = "demo" })
        ).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await app.InScopeAsync(async s =>
        {
            await s.GetRequiredService<ReactivatePerson>().RunAsync(hr.Id, admin, default);
            return 0;
        });
        (await token.GetAsync("/api/session")).ShouldBe(HttpStatusCode.Unauthorized);
        (await (await app.SignInAsync("hr")).GetAsync("/api/session")).ShouldBe(HttpStatusCode.OK);
    }

    private static Task DeactivateAsync(Business business, Guid id) =>
        business.DoAsync<DeactivatePerson>(d => d.RunAsync(id, business.As("admin"), default));

    private static Task SetDeputyAsync(Business business, string person, string deputy) =>
        business.DoAsync<SetDeputy>(s =>
            s.RunAsync(
                new NewDeputy(deputy, new DateOnly(2026, 11, 24), new DateOnly(2026, 12, 30)),
                business.As(person),
                default
            )
        );

    private static async Task<List<Guid>> WhoWasAsync(Business business, DateOnly day, string role = "gm") =>
        [
            .. (
                await business.AskAsync<PeopleWhoWere, IReadOnlyList<WhoWas>>(w =>
                    w.FindAsync(FactKind.Role, role, day, default)
                )
            )
                .Select(w => w.PersonId)
                .Distinct(),
        ];
}
