namespace Workflows.Host.Pages.Flow;

/// <summary>Draws the definition that a case runs on.</summary>
public sealed class FlowPictures
{
    public Task<FlowPicture?> OfAsync(Guid caseId, CancellationToken stop) => Task.FromResult<FlowPicture?>(null);
}
