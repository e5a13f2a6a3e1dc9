using Microsoft.EntityFrameworkCore;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Calendar;

/// <summary>Changes the company's calendar. What is due already stays due when it was; what is set from now on reckons with
/// the change.</summary>
public sealed class EditCalendar(
    UnitOfWork unit,
    CasesDb db,
    PeopleDirectory directory,
    Access access,
    WorkCalendar calendar
)
{
    /// <summary>Takes the place of everything known of the file's year.</summary>
    /// <returns>The year.</returns>
    /// <exception cref="RefusedException">Forbidden to others than process owners; Invalid when the file cannot be used.</exception>
    public async Task<int> ImportAsync(string json, Actor actor, CancellationToken stop)
    {
        RequireOwner(actor);
        var (year, days) = Parse(json);
        await ReplaceAsync(year, days, stop);
        return year;
    }

    /// <summary>Says what one day is; null makes it what its weekday says.</summary>
    /// <exception cref="RefusedException">Forbidden to others than process owners.</exception>
    public async Task SetAsync(DateOnly day, DayKind? kind, LocalText name, Actor actor, CancellationToken stop)
    {
        RequireOwner(actor);
        await unit.RunAsync(
            async token =>
            {
                var known = await db.CalendarDays.FindAsync([day], token);
                if (kind is not { } wanted)
                    db.CalendarDays.RemoveRange(known is null ? [] : [known]);
                else if (known is null)
                    db.CalendarDays.Add(
                        new CalendarDay
                        {
                            Day = day,
                            Kind = wanted,
                            Name = name,
                        }
                    );
                else
                    (known.Kind, known.Name) = (wanted, name);
            },
            stop
        );
        await calendar.RefreshAsync(stop);
    }

    /// <summary>Years of the packs' folder that nobody has entered yet.</summary>
    /// <exception cref="PackException">A file cannot be used.</exception>
    public async Task LoadAsync(string folder, CancellationToken stop)
    {
        await calendar.RefreshAsync(stop);
        var known = calendar.Current.Years;
        string[] files = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.json").Order()] : [];
        foreach (var file in files)
        {
            var (year, days) = CalendarFile.Parse(await File.ReadAllTextAsync(file, stop), Path.GetFileName(file));
            if (!known.Contains(year))
                await ReplaceAsync(year, days, stop);
        }
    }

    private async Task ReplaceAsync(int year, IReadOnlyList<CalendarDay> days, CancellationToken stop)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        await unit.RunAsync(
            async token =>
            {
                await db.CalendarDays.Where(d => d.Day >= first && d.Day <= last).ExecuteDeleteAsync(token);
                db.CalendarDays.AddRange(days);
            },
            stop
        );
        await calendar.RefreshAsync(stop);
    }

    private void RequireOwner(Actor actor)
    {
        if (directory.Current.Find(actor.PersonId) is not { } person || !access.MayRepair(person))
            throw new RefusedException("calendar.notYours") { Kind = RefusalKind.Forbidden };
    }

    private static (int Year, IReadOnlyList<CalendarDay> Days) Parse(string json)
    {
        try
        {
            return CalendarFile.Parse(json, "import");
        }
        catch (PackException wrong)
        {
            throw new RefusedException("calendar.unreadable", string.Join(" ", wrong.Errors));
        }
    }
}
