using System.Linq.Expressions;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Cases.Views;

/// <summary><see cref="Access"/>'s rule of who may handle a task, as the database can check it.</summary>
public sealed class Rights(CasesDb db, ActingFor acting)
{
    /// <summary>The open tasks that the person may act on, in their own right or as a deputy. Nobody approves their own case.</summary>
    public IQueryable<CaseTask> TasksOf(Person person)
    {
        var me = person.Id;
        return db
            .Tasks.Where(t => t.Status == TaskStatus.Open)
            .Where(Handles(person))
            .Where(t => !(t.Kind == TaskKind.Approve && db.Cases.Any(c => c.Id == t.CaseId && c.ApplicantId == me)));
    }

    public bool ActsForSomebody(Person person) => acting.AllPrincipalsOf(person).Count > 0;

    private Expression<Func<CaseTask, bool>> Handles(Person person)
    {
        var handles = HasRight(person);
        foreach (var (principal, process) in acting.AllPrincipalsOf(person))
            handles = Either(handles, HasRightFor(principal, process));
        return handles;
    }

    private static Expression<Func<CaseTask, bool>> HasRight(Person person)
    {
        var (id, key) = (person.Id, person.Id.ToString());
        var roles = person.Roles.ConvertAll(r => r.RoleKey);
        var department = person.DepartmentKey;
        return t =>
            t.AssigneeId == id
            || t.AssigneeId == null
                && t.Candidates.Any(c =>
                    c.Kind == CandidateKind.Person && c.Key == key
                    || c.Kind == CandidateKind.Role && roles.Contains(c.Key)
                    || c.Kind == CandidateKind.Department && c.Key == department
                );
    }

    private Expression<Func<CaseTask, bool>> HasRightFor(Person principal, string? process)
    {
        var id = principal.Id;
        Expression<Func<CaseTask, bool>> inScope = t =>
            db.Cases.Any(c =>
                c.Id == t.CaseId
                && (process == null || c.ProcessKey == process)
                && !(t.Kind == TaskKind.Approve && c.ApplicantId == id)
            );
        return Join(HasRight(principal), inScope, Expression.AndAlso);
    }

    private static Expression<Func<CaseTask, bool>> Either(
        Expression<Func<CaseTask, bool>> one,
        Expression<Func<CaseTask, bool>> other
    ) => Join(one, other, Expression.OrElse);

    private static Expression<Func<CaseTask, bool>> Join(
        Expression<Func<CaseTask, bool>> one,
        Expression<Func<CaseTask, bool>> other,
        Func<Expression, Expression, BinaryExpression> join
    )
    {
        var task = one.Parameters[0];
        var body = new Renamed(other.Parameters[0], task).Visit(other.Body);
        return Expression.Lambda<Func<CaseTask, bool>>(join(one.Body, body), task);
    }

    private sealed class Renamed(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
