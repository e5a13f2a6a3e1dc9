using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Workflows.Cases.Customers;

internal sealed class CustomerMapping
    : IEntityTypeConfiguration<CustomerFile>,
        IEntityTypeConfiguration<CustomerResponsible>,
        IEntityTypeConfiguration<CustomerChange>,
        IEntityTypeConfiguration<CustomerEntry>,
        IEntityTypeConfiguration<CustomerView>,
        IEntityTypeConfiguration<CustomerGrant>
{
    public void Configure(EntityTypeBuilder<CustomerFile> customer)
    {
        customer.ToTable("Customers").Ignore(c => c.NeedsResponsible);
        customer.Property(c => c.SpecialClass).HasDefaultValue("");
        customer.Property(c => c.Revision).IsConcurrencyToken();
        customer.HasIndex(c => c.Number).IsUnique();
        customer.HasIndex(c => c.Name);
        customer
            .HasMany(c => c.Responsibles)
            .WithOne()
            .HasForeignKey(r => r.CustomerId)
            .OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<CustomerResponsible> responsible)
    {
        responsible.ToTable("CustomerResponsibles").HasKey(r => new { r.CustomerId, r.PersonId });
        responsible.HasIndex(r => r.PersonId);
    }

    public void Configure(EntityTypeBuilder<CustomerChange> change)
    {
        change.ToTable("CustomerChanges");
        // Every change from before there was another source came by a case.
        change.Property(c => c.Source).HasConversion<string>().HasDefaultValue(ChangeSource.Case);
        change.HasIndex(c => new { c.CustomerId, c.At });
    }

    public void Configure(EntityTypeBuilder<CustomerEntry> entry)
    {
        entry.ToTable("CustomerEntries");
        entry.Property(e => e.Kind).HasConversion<string>();
        entry.HasIndex(e => new { e.CustomerId, e.On });
    }

    public void Configure(EntityTypeBuilder<CustomerView> view)
    {
        view.ToTable("CustomerViews");
        view.Property(v => v.How).HasConversion<string>();
        view.Property(v => v.By).HasConversion<string>();
        view.HasIndex(v => new { v.CustomerId, v.At });
    }

    public void Configure(EntityTypeBuilder<CustomerGrant> grant)
    {
        grant.ToTable("CustomerGrants");
        grant.HasIndex(g => new { g.PersonId, g.Until });
        grant.HasIndex(g => g.CustomerId);
    }
}
