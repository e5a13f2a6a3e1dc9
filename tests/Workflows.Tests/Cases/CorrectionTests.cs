using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Customers;
using Workflows.Tests.Support;

namespace Workflows.Tests.Cases;

/// <summary>[C] The correction of a customer file, and its draft.</summary>
public sealed class CorrectionTests
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    [Theory, CombineDatabases]
    public async Task The_file_changes_and_keeps_old_and_new_value_with_the_cases_number_C(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var one = await business.StartAsync();

        (await ApplyAsync(business, one.Id)).Conflicts.ShouldBeEmpty();

        var opened = await FileAsync(business);
        var (file, history) = (opened.File, opened.History.Items);
        file.Phone.ShouldBe("0512-62881299");
        var change = history.ShouldHaveSingleItem();
        (change.Field, change.OldValue, change.NewValue, change.CaseNumber).ShouldBe(
            ("phone", "0512-62881234", "0512-62881299", one.Number)
        );
    }

    [Theory, CombineDatabases]
    public async Task A_file_that_changed_meanwhile_is_shown_and_not_overwritten_silently_C(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var one = await business.StartAsync();
        await ChangePhoneAsync(business, "0512-11111111");

        var conflict = (await ApplyAsync(business, one.Id)).Conflicts.ShouldHaveSingleItem();
        conflict.ShouldBe(new FieldConflict("phone", "0512-62881234", "0512-11111111", "0512-62881299"));
        (await FileAsync(business)).File.Phone.ShouldBe("0512-11111111");

        // Once more between the decision to overwrite and the overwriting.
        await ChangePhoneAsync(business, "0512-22222222");
        (await ApplyAsync(business, one.Id, overwrite: true)).Conflicts.ShouldHaveSingleItem();
        (await ApplyAsync(business, one.Id, overwrite: true)).Conflicts.ShouldBeEmpty();
        (await FileAsync(business)).File.Phone.ShouldBe("0512-62881299");
    }

    [Theory]
    [InlineData("""{"customerId":"C99999"}""", "/customerId field.notAnOption")]
    [InlineData(
        """{"changes":[{"field":"phone","wrong":"1","right":"0512-6288129"},{"field":"phone","right":"0512-6288128"}]}""",
        "/changes/1/field field.twice"
    )]
    [InlineData("""{"changes":[{"field":"salary","right":"1"}]}""", "/changes/0/field field.notAnOption")]
    [InlineData(
        """{"changes":[{"field":"name","wrong":"same","right":"same"}]}""",
        "/changes/0/right field.mustDiffer"
    )]
    [InlineData("""{"changes":[{"field":"phone","right":"ask her"}]}""", "/changes/0/right field.notAPhone")]
    [InlineData("""{"changes":[{"field":"postcode","right":"21512"}]}""", "/changes/0/right field.notAPostcode")]
    [InlineData("""{"changes":[{"field":"email","right":"nobody"}]}""", "/changes/0/right field.notAnEmail")]
    [InlineData(
        """{"departments":[{"department":"rnd"},{"department":"rnd"}]}""",
        "/departments/1/department field.twice"
    )]
    [InlineData("""{"departments":[{"department":"rnd","due":"2026-11-23"}]}""", "/departments/0/due field.inThePast")]
    [InlineData("""{"departments":[{"department":"rnd","due":"2026-11-24"}]}""", "")]
    public async Task What_is_wrong_with_a_draft_is_named_at_its_field_C(string wrong, string error)
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        var draft = Draft.Valid();
        foreach (var (name, value) in JsonNode.Parse(wrong)!.AsObject())
            draft[name] = value!.DeepClone();

        (await ErrorsAsync(() => business.StartAsync(data: draft))).ShouldBe(error);
    }

    [Fact]
    public async Task The_summary_names_the_customer_C()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);

        (await business.StartAsync()).Summary.ShouldBe("苏州恒远精密机械有限公司 登记时抄错号码");
    }

    private static Task<CorrectionResult> ApplyAsync(Business business, Guid caseId, bool overwrite = false) =>
        business.AskAsync<ApplyCorrection, CorrectionResult>(a => a.RunAsync(caseId, overwrite, Flow, default));

    private static Task<OpenedFile> FileAsync(Business business) =>
        business.AskAsync<OpenCustomerFile, OpenedFile>(c =>
            c.RunAsync("C00001", business.Person("info"), ViewWay.Page, default)
        );

    private static Task<int> ChangePhoneAsync(Business business, string phone) =>
        business.InDbAsync(db =>
            db.Customers.Where(c => c.Number == "C00001").ExecuteUpdateAsync(s => s.SetProperty(c => c.Phone, phone))
        );

    private static async Task<string> ErrorsAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "";
        }
        catch (RefusedException refused)
        {
            return string.Join(", ", refused.Fields.Select(e => $"{e.Path} {e.Code}"));
        }
    }
}
