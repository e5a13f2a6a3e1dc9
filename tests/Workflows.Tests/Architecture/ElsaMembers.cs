using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Workflows.Tests.Architecture;

/// <summary>What an assembly refers to in the engine's assemblies, read from its metadata.</summary>
internal sealed class ElsaMembers
{
    private static readonly string[] Engine = ["Elsa.Workflows", "Elsa.Server"];

    private ElsaMembers(ImmutableSortedSet<string> members, ImmutableSortedSet<string> types) =>
        (Members, Types) = (members, types);

    /// <summary>As <c>Type.Member/number of parameters</c>; fields and properties without a number.</summary>
    public ImmutableSortedSet<string> Members { get; }

    public ImmutableSortedSet<string> Types { get; }

    public static ElsaMembers Of(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var types = metadata
            .TypeReferences.Where(handle => IsEngine(metadata, handle))
            .Select(handle => NameOf(metadata, handle));
        var members = metadata
            .MemberReferences.Select(handle => metadata.GetMemberReference(handle))
            .Select(member => KeyOf(metadata, member))
            .OfType<string>();
        return new ElsaMembers([.. members], [.. types]);
    }

    private static string? KeyOf(MetadataReader metadata, MemberReference member)
    {
        if (TypeOf(metadata, member.Parent) is not { } type || !IsEngine(metadata, type))
            return null;
        var (owner, name) = (NameOf(metadata, type), metadata.GetString(member.Name));
        if (member.GetKind() == MemberReferenceKind.Field)
            return $"{owner}.{name}";
        if (name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal))
            return $"{owner}.{name[4..]}";
        return $"{owner}.{(name == ".ctor" ? "new" : name)}/{Parameters(metadata, member)}";
    }

    private static int Parameters(MetadataReader metadata, MemberReference member)
    {
        var signature = metadata.GetBlobReader(member.Signature);
        if (signature.ReadSignatureHeader().IsGeneric)
            signature.ReadCompressedInteger();
        return signature.ReadCompressedInteger();
    }

    /// <summary>The type itself, where the member is one of a closed generic.</summary>
    private static TypeReferenceHandle? TypeOf(MetadataReader metadata, EntityHandle parent)
    {
        if (parent.Kind == HandleKind.TypeReference)
            return (TypeReferenceHandle)parent;
        if (parent.Kind != HandleKind.TypeSpecification)
            return null;
        var specification = metadata.GetTypeSpecification((TypeSpecificationHandle)parent);
        var signature = metadata.GetBlobReader(specification.Signature);
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
            return null;
        signature.ReadByte();
        var open = signature.ReadTypeHandle();
        return open.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)open : null;
    }

    private static bool IsEngine(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var scope = metadata.GetTypeReference(handle).ResolutionScope;
        if (scope.Kind == HandleKind.TypeReference)
            return IsEngine(metadata, (TypeReferenceHandle)scope);
        return scope.Kind == HandleKind.AssemblyReference
            && Engine.Contains(metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)scope).Name));
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        var name = metadata.GetString(type.Name).Split('`')[0];
        return type.ResolutionScope.Kind == HandleKind.TypeReference
            ? $"{NameOf(metadata, (TypeReferenceHandle)type.ResolutionScope)}.{name}"
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
