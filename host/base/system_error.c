#include "host/base/system_error.h"

#include <stddef.h>
#include <stdio.h>

const char *system_error_words(int code, char room[SYSTEM_ERROR_SIZE]) {
  static const struct {
    int code;
    const char *words;
  } known[] = {
      {ENOENT, "没有这个文件或文件夹"},
      {EACCES, "没有权限"},
      {EPERM, "系统不允许"},
      {EISDIR, "这是文件夹"},
      {ENOTDIR, "路径中有一段不是文件夹"},
      {EEXIST, "已经存在"},
      {ENAMETOOLONG, "名称太长"},
      {ELOOP, "链接互相指向，没有尽头"},
      {EINVAL, "这里不能这样用"},
      {ENOTEMPTY, "文件夹不是空的"},
      {EXDEV, "不在同一个磁盘上"},
      {ENXIO, "没有这个设备"},
      {ENODEV, "没有这个设备"},
      {EBUSY, "正被别的程序使用"},
      {ETXTBSY, "正在运行，不能改写"},
      {EAGAIN, "暂时不能，请稍后再试"},
      {EDEADLK, "正被别的程序锁定"},
      {ENOLCK, "系统的文件锁用完了"},
      {EINTR, "被中断"},
      {ENOSPC, "空间已满"},
      {EDQUOT, "超出这个用户的磁盘配额"},
      {EFBIG, "文件太大"},
      {EOVERFLOW, "文件太大"},
      {EROFS, "只读的文件系统"},
      {EIO, "磁盘读写出错"},
      {ESTALE, "网络上的文件已经不在"},
      {ETIMEDOUT, "等候超时"},
      {EMFILE, "打开的文件太多"},
      {ENFILE, "系统中打开的文件太多"},
      {ENOMEM, "内存不足"},
      {ENOTSUP, "这里的文件系统不支持"},
      {ENOSYS, "这个系统不支持"},
      {EBADF, "输出已经关闭"},
      {EPIPE, "接收的程序已经结束"},
      {0, "原因不明"},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (known[i].code == code) return known[i].words;
  snprintf(room, SYSTEM_ERROR_SIZE, "错误号 %d", code);
  return room;
}
