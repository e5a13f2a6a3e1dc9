using Workflows.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.People;
using Workflows.Cases.Views;
using Workflows.Host.Api.Cases;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Customers;

/// <summary>Customer files: the list, the file, its entries and who looks after it.</summary>
internal static class CustomerEndpoints
{
    public static void MapCustomers(this RouteGroupBuilder api)
    {
        var customers = api.MapGroup("/customers").WithTags("Customers");
        customers
            .MapGet("", ListAsync)
            .WithSummary("Find customers")
            .WithDescription(
                "Those only whose file I may open. `search` is part of the number, name, phone, e-mail, address, business scope "
                    + "or legal representative; `class` a special class, or `ordinary`; `important` and `lacking` (too few "
                    + "responsible people) are true or false; `responsible` is a sign-in name."
            );
        customers
            .MapPost("", CreateAsync)
            .WithSummary("Create a customer file")
            .WithDescription("For the keepers of customer files. Without a `number` it gets the next one.")
            .Produces<CustomerBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        customers.MapImport();
        customers
            .MapGet("/{number}", OpenAsync)
            .WithSummary("Open a customer file")
            .WithDescription(
                "With its entries and the history of its fields, the latest first; `entriesPage`, `historyPage` and `viewsPage` turn "
                    + "them, `size` (at most 200) says how many at once. That it was opened is written down. A file that I may not "
                    + "open is answered like one that does not exist."
            )
            .ProducesProblem(StatusCodes.Status404NotFound);
        customers
            .MapPut("/{number}", EditAsync)
            .WithSummary("Edit a customer file")
            .WithDescription(
                "For the keepers of customer files. `revision` is that of the file as it was read; fields that are left out stay "
                    + "as they are."
            )
            .Produces<CustomerBody>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        customers
            .MapPut("/{number}/responsibles", AssignAsync)
            .WithSummary("Say who looks after a customer")
            .WithDescription(
                "Sign-in names; exactly these remain. `seen` are those who were there when they were read: where they are others "
                    + "by now, the answer is 409. For the keepers of customer files."
            )
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
        customers
            .MapPost("/{number}/entries", WriteAsync)
            .WithSummary("Write a dated entry")
            .WithDescription(
                "`kind` is one of Change, Dealing, Letter, Fax, Call, Contact, Performance, Financial; the last two need a `year`."
            )
            .Produces<EntryBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<ListBody<CustomerRowBody>> ListAsync(
        CustomerList customers,
        PeopleDirectory directory,
        CurrentPerson current,
        CancellationToken stop,
        string? search = null,
        string? @class = null,
        bool? important = null,
        bool lacking = false,
        string? responsible = null,
        int page = 1,
        int size = 20
    )
    {
        var filter = new CustomerFilter
        {
            Text = search,
            SpecialClass = string.IsNullOrWhiteSpace(@class) ? null : @class,
            Important = important,
            Lacking = lacking,
            Responsible = responsible is null ? null : directory.Current.Find(responsible)?.Id ?? Guid.Empty,
        };
        var found = await customers.PageAsync(current.Require(), filter, new Paging(page, size), stop);
        return ListBody<CustomerRowBody>.Of(found, file => CustomerRowBody.Of(file, directory.Current));
    }

    private static async Task<OpenedFileBody> OpenAsync(
        string number,
        OpenCustomerFile open,
        PeopleDirectory directory,
        CurrentPerson current,
        CancellationToken stop,
        int entriesPage = 1,
        int historyPage = 1,
        int viewsPage = 1,
        int size = 100
    )
    {
        var parts = FileParts.Of(entriesPage, historyPage, viewsPage, size);
        var opened = await open.RunAsync(number, current.Require(), ViewWay.Api, stop, parts);
        return OpenedFileBody.Of(opened, directory.Current);
    }

    private static async Task<IResult> CreateAsync(
        NewCustomerBody body,
        SaveCustomer save,
        PeopleDirectory directory,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var responsibles = Ids(body.Responsibles ?? [], directory.Current);
        var file = await save.CreateAsync(body.Number, body.Fields(), responsibles, current.Actor(Channel.Api), stop);
        return Results.Created($"/api/customers/{file.Number}", CustomerBody.Of(file, directory.Current));
    }

    private static async Task<CustomerBody> EditAsync(
        string number,
        EditCustomerBody body,
        SaveCustomer save,
        PeopleDirectory directory,
        CurrentPerson current,
        CancellationToken stop
    ) =>
        CustomerBody.Of(
            await save.EditAsync(number, body.Fields(), body.Revision, current.Actor(Channel.Api), stop),
            directory.Current
        );

    private static async Task<IResult> AssignAsync(
        string number,
        ResponsiblesBody body,
        AssignResponsible assign,
        CustomerList customers,
        PeopleDirectory directory,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var id = await customers.IdOfAsync(current.Require(), number, stop);
        var wanted = new Responsibles
        {
            All = Ids(body.Responsibles ?? [], directory.Current),
            Seen = body.Seen is { } seen ? Ids(seen, directory.Current) : null,
        };
        await assign.RunAsync([id], wanted, current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }

    private static async Task<IResult> WriteAsync(
        string number,
        NewEntryBody body,
        WriteEntry write,
        PeopleDirectory directory,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var wanted = new NewEntry(body.Kind, body.On, body.Text, body.Year, body.Amount);
        var entry = await write.RunAsync(number, wanted, current.Actor(Channel.Api), stop);
        return Results.Created($"/api/customers/{number}", EntryBody.Of(entry, directory.Current));
    }

    private static List<Guid> Ids(IReadOnlyList<string> signInNames, Organisation people) =>
        [.. signInNames.Select(name => PeopleNamed.Find(name, "/responsibles", people).Id)];
}
