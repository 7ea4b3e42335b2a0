# Policies that nobody named come from the current folder: that is said, in one line. A folder that was named is not repeated; verify and
# replay ask for none.
. "$REGRESSION/support.sh"
register
done_well pay 2025-06 2025-06-25
cp -r "$BYLAW_POLICIES" "$work/policies"
cd "$work" || exit 2
done_well run list
says_not 当前文件夹
unset BYLAW_POLICIES
done_well run list
says '政策取自当前文件夹的 ./policies'
done_well run list --policies policies
says_not 当前文件夹
done_well run verify
says_not 当前文件夹
