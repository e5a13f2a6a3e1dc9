namespace Workflows.Host.Startup;

/// <summary>The host cannot start for a reason that whoever starts it can remove; the message is one line that says how.</summary>
public sealed class CannotStartException(string message, Exception? cause = null) : Exception(message, cause);
