package identify

import (
	"github.com/oslogen/oslogen/gen/internal/model"
	"github.com/oslogen/oslogen/gen/internal/naming"
)

// nameTemplates gives template parameters names that hide nothing.
func nameTemplates(i *model.Interface, reserved ...naming.Set) {
	local := naming.NewSet("tr", "opts", "host", "impl", "srv", "target", "version")
	if i.Notify != nil {
		local = naming.NewSet("tr", "opts", "impl", "l")
	}
	i.IDs.Params = map[string]string{}
	all := i.ClientParams()
	all = append(all, i.ServerParams()...)
	for _, name := range all {
		if i.IDs.Params[name] == "" {
			i.IDs.Params[name] = local.Take(name, reserved...)
		}
	}
}
