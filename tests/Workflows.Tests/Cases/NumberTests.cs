using System.Globalization;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Tests.Support;

namespace Workflows.Tests.Cases;

/// <summary>[A21-no] Numbers by pattern, without gaps or duplicates.</summary>
public sealed class NumberTests
{
    [Theory, CombineDatabases]
    public async Task Numbers_have_neither_gaps_nor_duplicates_however_many_start_at_once_A21_no(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);

        var cases = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => business.StartAsync())));

        cases
            .Select(c => c.Number)
            .Order()
            .ShouldBe(
                Enumerable.Range(1, 40).Select(i => $"GZ-202611-{i.ToString("0000", CultureInfo.InvariantCulture)}")
            );
    }

    [Theory, CombineDatabases]
    public async Task A_start_that_fails_takes_no_number_A21_no(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        await business.StartAsync();
        var first = business.Flow.First;
        business.Flow.First = _ => throw new RefusedException("flow.failed");
        await Should.ThrowAsync<RefusedException>(() => business.StartAsync());
        business.Flow.First = first;

        (await business.StartAsync()).Number.ShouldBe("GZ-202611-0002");
    }

    [Fact]
    public async Task The_sequence_begins_anew_with_the_month_of_the_company_A21_no()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        await business.StartAsync();
        // 00:30 on 1 December in Shanghai is still November in UTC.
        business.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 30, 16, 30, 0, TimeSpan.Zero));

        (await business.StartAsync()).Number.ShouldBe("GZ-202612-0001");
    }

    [Theory]
    [InlineData("KS-{yyyy}{MM}-{seq:4}", null)]
    [InlineData("{seq}", null)]
    [InlineData("KS-{yyyy}", "exactly once")]
    [InlineData("{seq}{seq:3}", "exactly once")]
    [InlineData("KS/{seq}", "may hold")]
    [InlineData("KS-{quarter}-{seq}", "may hold")]
    public void A_pattern_that_makes_no_numbers_is_refused(string pattern, string? fault)
    {
        if (fault is null)
            CaseNumbers.FaultOf(pattern).ShouldBeNull();
        else
            CaseNumbers.FaultOf(pattern).ShouldNotBeNull().ShouldContain(fault);
    }
}
