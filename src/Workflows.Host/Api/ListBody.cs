using Workflows.Cases.Views;

namespace Workflows.Host.Api;

/// <summary>One page of a list.</summary>
internal sealed record ListBody<T>(IReadOnlyList<T> Items, int Total, int Page, int Size, int Pages)
{
    public static ListBody<T> Of<TRow>(PageOf<TRow> rows, Func<TRow, T> body) =>
        new([.. rows.Items.Select(body)], rows.Total, rows.Paging.Number, rows.Paging.Size, rows.Pages);
}
