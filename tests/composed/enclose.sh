# A container's view of the files, for the command after `--`: a root of its own and what is mounted
# into it, in name spaces that end with it. Called by enclosure.py through `unshare`.
set -e
root=$1 how=$2
shift 2
mount --bind "$root" "$root"
while [ "$1" != -- ]; do
  case $1 in
    ro)
      mount --bind "$2" "$root$3"
      mount -o remount,bind,ro "$root$3"
      ;;
    rw) mount --bind "$2" "$root$3" ;;
    all) mount --rbind "$2" "$root$3" ;;
    tmpfs) mount -t tmpfs -o mode=1777 tmpfs "$root$3" ;;
  esac
  shift 3
done
shift
mount -o "remount,bind,$how" "$root"
# Not chroot: in one, the kernel gives nobody a name space of users.
cd "$root"
/usr/sbin/pivot_root . .
umount -l .
cd /
exec "$@"
