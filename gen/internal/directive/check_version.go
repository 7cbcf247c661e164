package directive

import (
	"errors"
	"regexp"
	"strings"
)

func checkVersion(s string) error {
	if !digits.MatchString(s) {
		return errors.New("want major.minor")
	}
	if zeros.MatchString(s) {
		return errors.New("want numbers without leading zeros")
	}
	return nil
}

func checkVersions(s string) error {
	for elem := range strings.SplitSeq(s, ",") {
		if err := checkVersion(elem); err != nil {
			return err
		}
	}
	return nil
}

// yearRelease is how OpenStack numbers its releases since 2023. It can't be
// taken for a version of an interface.
var yearRelease = regexp.MustCompile(`^20\d\d\.\d$`)

// checkRelease accepts name=version.
func checkRelease(s string) error {
	name, text, ok := strings.Cut(s, "=")
	if !ok || CheckWord(name) != nil || digits.MatchString(name) && !yearRelease.MatchString(name) {
		return errors.New("want name=version")
	}
	return checkVersion(text)
}

func checkBelow(s string) error {
	name, ok := strings.CutPrefix(s, "convert:")
	if s != "refuse" && s != "drop" && (!ok || !IsName(name)) {
		return errors.New("want refuse, drop or convert:Func, a function of this package")
	}
	return nil
}
