package apidoc

import "slices"

// appendNew appends a text unless the list has it.
func appendNew(list []string, text string) []string {
	if slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}

// without is a list without a text.
func without(list []string, text string) []string {
	return slices.DeleteFunc(list, func(one string) bool { return one == text })
}
