using System.Text.Encodings.Web;
using Fluid;

namespace Elsa.Expressions.Liquid.Options;

/// <summary>What the host adds to Liquid: filters, and an encoder where texts become HTML.</summary>
public class FluidOptions
{
    /// <summary>Called with each rendering's context.</summary>
    public Action<TemplateContext> ConfigureFilters { get; set; } = _ => { };

    public TextEncoder Encoder { get; set; } = NullEncoder.Default;
}
