using Workflows.Cases.Customers;

namespace Workflows.Host.Pages.Forms;

/// <summary>The fields of a customer file in the order in which people read them, and their values.</summary>
public static class CustomerFields
{
    public static IReadOnlyList<string> All { get; } =
    [
        "name",
        "legalRepresentative",
        "address",
        "postcode",
        "phone",
        "fax",
        "email",
        "businessScope",
        "registeredCapital",
    ];

    public static string ValueOf(CustomerFile file, string field) =>
        field switch
        {
            "name" => file.Name,
            "legalRepresentative" => file.LegalRepresentative,
            "address" => file.Address,
            "postcode" => file.Postcode,
            "phone" => file.Phone,
            "fax" => file.Fax,
            "email" => file.Email,
            "businessScope" => file.BusinessScope,
            "registeredCapital" => file.RegisteredCapital,
            _ => "",
        };
}
