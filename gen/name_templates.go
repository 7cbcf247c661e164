package gen

// nameTemplates gives template parameters names that hide nothing.
func nameTemplates(i *iface, reserved ...nameSet) {
	local := newNameSet("tr", "opts", "host", "impl", "srv", "target", "version")
	if i.notify != nil {
		local = newNameSet("tr", "opts", "impl", "l")
	}
	i.ids.params = map[string]string{}
	all := i.clientParams()
	all = append(all, i.serverParams()...)
	for _, name := range all {
		if i.ids.params[name] == "" {
			i.ids.params[name] = local.take(name, reserved...)
		}
	}
}
