package wire

import (
	"net"
	"reflect"
)

func encodeMAC(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	mac := net.HardwareAddr(v.Bytes())
	switch len(mac) {
	case 0, 6, 8, 20: // the lengths that net.ParseMAC reads
		return appendText(dst, mac.String()), nil
	default:
		return dst, valueErrorf("a hardware address has 6, 8 or 20 bytes, not %d", len(mac))
	}
}

func decodeMAC(s *scanner, v reflect.Value) error {
	text, err := s.string()
	if err != nil {
		return err
	}
	if len(text) == 0 {
		v.SetZero()
		return nil
	}
	mac, err := net.ParseMAC(string(text))
	if err != nil {
		return &TypeError{Problem: "text is not a hardware address"}
	}
	v.SetBytes(mac)
	return nil
}

func encodeIPNet(dst []byte, v reflect.Value, _ int) ([]byte, error) {
	network := addressable(v).Interface().(*net.IPNet)
	if len(network.IP) == 0 && len(network.Mask) == 0 {
		return append(dst, `""`...), nil
	}
	text := network.String()
	if _, _, err := net.ParseCIDR(text); err != nil {
		return dst, valueErrorf("a net.IPNet needs an address and a mask that has all its ones in front")
	}
	return appendText(dst, text), nil
}

// decodeIPNet keeps the bits of the address behind the prefix.
func decodeIPNet(s *scanner, v reflect.Value) error {
	text, err := s.string()
	if err != nil {
		return err
	}
	if len(text) == 0 {
		v.SetZero()
		return nil
	}
	ip, network, err := net.ParseCIDR(string(text))
	if err != nil {
		return &TypeError{Problem: "text is not a network such as 10.0.0.0/8"}
	}
	network.IP = ip
	if short := ip.To4(); short != nil && len(network.Mask) == net.IPv4len {
		network.IP = short
	}
	v.Set(reflect.ValueOf(*network))
	return nil
}
