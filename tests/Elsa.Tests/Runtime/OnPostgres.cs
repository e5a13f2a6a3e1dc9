using Elsa.Tests.Api;

namespace Elsa.Tests.Runtime;

// What the engine keeps must be the same on PostgreSQL: everything that is tested with a store is tested there again.

/// <inheritdoc />
public sealed class RuntimeOnPostgres : RuntimeTests;

/// <inheritdoc />
public sealed class ChildWorkflowsOnPostgres : ChildWorkflowTests;

/// <inheritdoc />
public sealed class SubworkflowsOnPostgres : SubworkflowTests;

/// <inheritdoc />
public sealed class HttpOnPostgres : HttpTests;

/// <inheritdoc />
public sealed class AlterationsOnPostgres : AlterationTests;

/// <inheritdoc />
public sealed class ContractOnPostgres : ContractTests;

/// <inheritdoc />
public sealed class ContractOfDefinitionsOnPostgres : ContractOfDefinitionsTests;

/// <inheritdoc />
public sealed class ContractOfRunsOnPostgres : ContractOfRunsTests;

/// <inheritdoc />
public sealed class TrialsOnPostgres : TrialTests;

/// <inheritdoc />
public sealed class ActivationOnPostgres : ActivationTests;

/// <inheritdoc />
public sealed class ElsewhereOnPostgres : ElsewhereTests;

/// <inheritdoc />
public sealed class EarlyStimuliOnPostgres : EarlyStimuliTests;

/// <inheritdoc />
public sealed class HostileOnPostgres : HostileTests;
