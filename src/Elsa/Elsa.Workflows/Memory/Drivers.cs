namespace Elsa.Workflows;

/// <summary>Keeps a variable in the instance's own state.</summary>
public class WorkflowInstanceStorageDriver { }

/// <summary>Keeps a variable only while the instance is in memory.</summary>
public class MemoryStorageDriver { }
